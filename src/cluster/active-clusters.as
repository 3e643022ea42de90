/** The clusters that are not merged yet, in slots that ascend with their items, and the nearest neighbour of each. */
import { at, numberAt, put, putNumber, roundUp } from './memory';
import { buildTable, distance, keepRows, read, write } from './pair-table';

/** The kinds of updates, in the order of `CHAIN_METHODS` in neighbour-chain.ts. */
const COMPLETE = 0;
const AVERAGE = 1;
const WEIGHTED = 2;
const WARD = 3;

/** The number of slots, also of those that are empty. */
let count: i32 = 0;
/** The distances of one or two clusters to all slots. */
let ofX: usize = 0;
let ofY: usize = 0;
/** The size of each cluster; 0 for an empty slot. */
let sizes: usize = 0;
/** 0 for each cluster, infinity for an empty slot. Added to distances, it keeps empty slots from being nearest. */
let penalties: usize = 0;
/** The slot of the first of the nearest clusters; −1 if it is not known. */
let nearest: usize = 0;
let nearestDistances: usize = 0;
/** For each slot, an item of its cluster. */
let items: usize = 0;
/** The new slot of each old one, and the slots that are kept. */
let places: usize = 0;
let kept: usize = 0;

/** Makes clusters of one item each. The list of distances becomes a table; `free` is followed by room for the rest. */
export function placeClusters(list: usize, free: usize, itemCount: i32): void {
  count = itemCount;
  const rowBytes = <usize>roundUp(count) << 3;
  ofX = buildTable(list, free, count);
  ofY = ofX + rowBytes;
  sizes = ofY + rowBytes;
  penalties = sizes + rowBytes;
  nearestDistances = penalties + rowBytes;
  nearest = nearestDistances + rowBytes;
  items = nearest + (rowBytes >> 1);
  places = items + (rowBytes >> 1);
  kept = places + (rowBytes >> 1);
  for (let i = 0; i < count; i++) {
    putNumber(sizes, i, 1);
    putNumber(penalties, i, 0);
    put(items, i, i);
    put(nearest, i, -1);
  }
  closeSlots(count);
}

/** Makes the slots from `first` to the end of the last group empty. */
function closeSlots(first: i32): void {
  for (let slot = first; slot < roundUp(count); slot++) putNumber(penalties, slot, Infinity);
}

export function itemsStart(): usize {
  return items;
}

export function placesStart(): usize {
  return places;
}

/** Returns the first cluster. */
export function firstCluster(): i32 {
  let slot = 0;
  while (numberAt(sizes, slot) === 0) slot++;
  return slot;
}

/** Returns the nearest of the other clusters; the first one, if several are equally near. */
export function neighbourOf(x: i32): i32 {
  if (at(nearest, x) < 0) {
    putNumber(penalties, x, Infinity);
    const distance = read(x, penalties, ofX);
    putNumber(penalties, x, 0);
    put(nearest, x, indexOf(ofX, distance));
    putNumber(nearestDistances, x, distance);
  }
  return at(nearest, x);
}

/** Merges the clusters x < y into the slot y, and finds the neighbour of the merged cluster. */
export function merge(x: i32, y: i32, kind: i32): void {
  const nx = numberAt(sizes, x);
  const ny = numberAt(sizes, y);
  const xy = distance(x, y);
  putNumber(sizes, x, 0);
  putNumber(penalties, x, Infinity);
  putNumber(penalties, y, Infinity);
  read(x, penalties, ofX);
  read(y, penalties, ofY);
  let min: f64;
  if (kind === COMPLETE) min = updateComplete(nx, ny, xy);
  else if (kind === AVERAGE) min = updateAverage(nx, ny, xy);
  else if (kind === WEIGHTED) min = updateWeighted(nx, ny, xy);
  else min = updateWard(nx, ny, xy);
  updateNeighbours(x, y);
  write(y, ofY);
  putNumber(sizes, y, nx + ny);
  putNumber(penalties, y, 0);
  put(nearest, y, indexOf(ofY, min));
  putNumber(nearestDistances, y, min);
}

export function updateComplete(nx: f64, ny: f64, xy: f64): f64 {
  return update(COMPLETE, nx, ny, xy);
}

export function updateAverage(nx: f64, ny: f64, xy: f64): f64 {
  return update(AVERAGE, nx, ny, xy);
}

export function updateWeighted(nx: f64, ny: f64, xy: f64): f64 {
  return update(WEIGHTED, nx, ny, xy);
}

export function updateWard(nx: f64, ny: f64, xy: f64): f64 {
  return update(WARD, nx, ny, xy);
}

/** Writes the distances of the merged cluster over those of y, and returns the smallest. */
@inline
function update(kind: i32, nx: f64, ny: f64, xy: f64): f64 {
  const x = f64x2.splat(nx);
  const y = f64x2.splat(ny);
  const ofPair = f64x2.splat(xy);
  const both = f64x2.add(x, y);
  let smallest = f64x2.splat(Infinity);
  const end = <usize>roundUp(count) << 3;
  for (let z: usize = 0; z < end; z += 16) {
    const xz = v128.load(ofX + z);
    const yz = v128.load(ofY + z);
    let value: v128;
    if (kind === COMPLETE) value = f64x2.max(xz, yz);
    else if (kind === AVERAGE) value = f64x2.div(f64x2.add(f64x2.mul(x, xz), f64x2.mul(y, yz)), both);
    else if (kind === WEIGHTED) value = f64x2.mul(f64x2.splat(0.5), f64x2.add(xz, yz));
    else value = ward(xz, yz, ofPair, x, y, v128.load(sizes + z));
    v128.store(ofY + z, value);
    smallest = f64x2.pmin(smallest, value);
  }
  return min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
}

@inline
function ward(xz: v128, yz: v128, xy: v128, nx: v128, ny: v128, nz: v128): v128 {
  const t = f64x2.div(f64x2.splat(1), f64x2.add(f64x2.add(nx, ny), nz));
  const a = f64x2.mul(f64x2.mul(f64x2.mul(f64x2.add(nz, nx), t), xz), xz);
  const b = f64x2.mul(f64x2.mul(f64x2.mul(f64x2.add(nz, ny), t), yz), yz);
  const c = f64x2.mul(f64x2.mul(f64x2.mul(nz, t), xy), xy);
  // Rounding can give the square of a distance of 0 below 0.
  return f64x2.sqrt(f64x2.max(f64x2.splat(0), f64x2.sub(f64x2.add(a, b), c)));
}

/** Keeps the nearest neighbours of all clusters up to date after the merge of x into y. */
export function updateNeighbours(x: i32, y: i32): void {
  const xs = i32x4.splat(x);
  const ys = i32x4.splat(y);
  for (let z = 0; z < count; z += 4) {
    const olds = v128.load(nearest + (<usize>z << 2));
    const place = <usize>z << 3;
    const nearer = v128.or(
      f64x2.le(v128.load(ofY + place), v128.load(nearestDistances + place)),
      f64x2.le(v128.load(ofY + place, 16), v128.load(nearestDistances + place, 16)),
    );
    if (!v128.any_true(v128.or(v128.or(i32x4.eq(olds, xs), i32x4.eq(olds, ys)), nearer))) continue;
    for (let slot = z; slot < z + 4; slot++) updateNeighbour(slot, x, y);
  }
}

function updateNeighbour(z: i32, x: i32, y: i32): void {
  const old = at(nearest, z);
  const before = numberAt(nearestDistances, z);
  const now = numberAt(ofY, z);
  if (old === x || old === y) {
    if (old === x || now !== before) put(nearest, z, -1);
  } else if (old >= 0 && now <= before && (now < before || y < old)) {
    put(nearest, z, y);
    putNumber(nearestDistances, z, now);
  }
}

/** Returns the first place of a number in a row. */
export function indexOf(row: usize, value: f64): i32 {
  const searched = f64x2.splat(value);
  let i: usize = row;
  while (!v128.any_true(f64x2.eq(v128.load(i), searched))) i += 16;
  return <i32>((i - row) >> 3) + (f64.load(i) === value ? 0 : 1);
}

/** Removes the empty slots, so that the distances are close together in memory, and returns the number of slots. */
export function pack(): i32 {
  let active = 0;
  for (let slot = 0; slot < count; slot++) {
    put(places, slot, active);
    if (numberAt(sizes, slot) > 0) put(kept, active++, slot);
  }
  keepRows(kept, active);
  for (let place = 0; place < active; place++) {
    const slot = at(kept, place);
    const neighbour = at(nearest, slot);
    put(items, place, at(items, slot));
    put(nearest, place, neighbour < 0 ? -1 : at(places, neighbour));
    putNumber(sizes, place, numberAt(sizes, slot));
    putNumber(penalties, place, 0);
    putNumber(nearestDistances, place, numberAt(nearestDistances, slot));
  }
  closeSlots(active);
  count = active;
  return active;
}
