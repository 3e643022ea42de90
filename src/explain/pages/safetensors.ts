import type { Explanations } from '../explanation.js';

/** Errors in safetensors files, and in files with several named arrays. */
export const SAFETENSORS: Explanations = {
  'several-arrays': {
    title: 'Several arrays, and none is chosen',
    meaning:
      'The file contains several arrays, and a figure shows one of them. The message lists their names and shapes.',
    example: '{ "data": { "file": "model.safetensors", "array": "wte.weight" } }',
    fix: 'Set "array" to a name in the list, or use --array on the command line.',
  },
  'safetensors-header': {
    title: 'Invalid safetensors header',
    meaning:
      'A safetensors file begins with the length of its header and a JSON object. Each entry of the object has a "dtype", a "shape" and "data_offsets".',
    fix: 'Copy, download or write the file again. If it has another format, set "format".',
  },
  'safetensors-truncated': {
    title: 'Incomplete safetensors file',
    meaning: 'The file ends before the tensors that its header describes. It was not copied completely.',
    fix: 'Copy or download the file again.',
  },
  'safetensors-empty': {
    title: 'Safetensors file without tensors',
    meaning: 'The header of the file names no tensor.',
    fix: 'Use the file that has the weights. A model in several files has an index: model.safetensors.index.json.',
  },
  'safetensors-size': {
    title: 'Tensor of the wrong size',
    meaning:
      'The header states a type and a shape of the tensor, but the number of its bytes does not match.',
    fix: 'Write the file again with the safetensors library.',
  },
  'safetensors-type': {
    title: 'Unsupported type of a tensor',
    meaning: 'Packed types with less than eight bits for each number, and complex numbers, cannot be read.',
    example: 'save_file({"w": w.to(torch.float32)}, "w.safetensors")',
    fix: 'Convert the tensor before it is saved.',
  },
  'safetensors-index': {
    title: 'Invalid index of safetensors files',
    meaning:
      'An index has a "weight_map", an object that gives the file of each tensor. The files are in the same folder as the index.',
    example: '{ "weight_map": { "wte.weight": "model-00001-of-00002.safetensors" } }',
    fix: 'Download the index again, and name it on the command line, not through a pipe.',
  },
};
