/** The proof sheet: a figure as readers with a colour-vision deficiency see it, and as it is printed in grey. */
import type { Hex } from '../color/color.js';
import { seenColor, VISIONS, type Vision } from '../color/vision.js';
import type { FontSet } from '../fonts/font-set.js';
import { memoize } from '../memoize.js';
import { recolorItem } from '../scene/change-item.js';
import type { Scene } from '../scene/scene.js';
import type { Theme } from '../theme.js';
import { sceneSheet } from './scene-sheet.js';

const TITLES: Readonly<Record<Vision, string>> = {
  deuteranopia: 'Deuteranopia (no green cones)',
  protanopia: 'Protanopia (no red cones)',
  tritanopia: 'Tritanopia (no blue cones)',
  grey: 'Printed in grey',
};

/** Pages that are at least this much wider than high are below each other; the others are two by two. */
const MAX_RATIO = 2;

/** Returns one page with the scene as each of `VISIONS` sees it. */
export function proofSheet(scene: Scene, theme: Theme, fonts: FontSet): Scene {
  const ratio = scene.width / scene.height;
  const columns = ratio > MAX_RATIO ? 1 : ratio < 1 / MAX_RATIO ? VISIONS.length : 2;
  const pictures = VISIONS.map((vision) => {
    const see = memoize((color: Hex) => seenColor(color, vision));
    return { title: TITLES[vision], scene: recolorScene(scene, see) };
  });
  return sceneSheet(
    pictures,
    columns,
    { theme, fonts },
    {
      background: scene.background,
      title: `${scene.title}: proof sheet`,
      description: `The figure as it is seen with deuteranopia, protanopia and tritanopia, and printed in grey. ${scene.description}`,
    },
  );
}

function recolorScene(scene: Scene, recolor: (color: Hex) => Hex): Scene {
  return {
    ...scene,
    background: scene.background && recolor(scene.background),
    items: scene.items.map((item) => recolorItem(item, recolor)),
  };
}
