/** The Fiedler vector of a weighted graph. */

/** Halves an interval of eigenvalues until it is as small as its rounding errors. */
const BISECTIONS = 90;
const ITERATIONS = 4;

/**
 * Returns the eigenvector of the second smallest eigenvalue of the Laplacian of a connected graph. `weights` is the square
 * matrix of the weights of its edges, at least 0; the diagonal has no effect.
 */
export function fiedlerVector(weights: Float64Array, count: number): Float64Array {
  const matrix = deflatedLaplacian(weights, count);
  const { diagonal, beside, reflections } = tridiagonalize(matrix, count);
  const eigenvalue = smallestEigenvalue(diagonal, beside);
  const vector = inverseIteration(diagonal, beside, eigenvalue);
  for (let k = count - 3; k >= 0; k--) reflect(vector, reflections[k], k + 1);
  return vector;
}

/** Returns the Laplacian with its eigenvalue 0, which belongs to equal numbers, moved above all others. */
function deflatedLaplacian(weights: Float64Array, count: number): Float64Array {
  const matrix = new Float64Array(count * count);
  let largest = 0;
  for (let i = 0; i < count; i++) {
    let degree = 0;
    for (let j = 0; j < count; j++) {
      if (i === j) continue;
      matrix[i * count + j] = -weights[i * count + j];
      degree += weights[i * count + j];
    }
    matrix[i * count + i] = degree;
    largest = Math.max(largest, degree);
  }
  const shift = (2.5 * largest) / count;
  for (let k = 0; k < matrix.length; k++) matrix[k] += shift;
  return matrix;
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** The numbers beside the diagonal; the last one is 0. */
  readonly beside: Float64Array;
  /** The unit vector of each Householder reflection; reflection k changes the coordinates from k + 1 on. */
  readonly reflections: readonly Float64Array[];
}

/** Brings a symmetric matrix into tridiagonal form. Overwrites the matrix. */
function tridiagonalize(matrix: Float64Array, count: number): Tridiagonal {
  const beside = new Float64Array(count);
  const reflections: Float64Array[] = [];
  for (let k = 0; k < count - 2; k++) {
    const size = count - k - 1;
    const v = matrix.slice(k * count + k + 1, (k + 1) * count);
    const length = norm(v);
    beside[k] = v[0] > 0 ? -length : length;
    v[0] -= beside[k];
    const scale = norm(v);
    if (scale > 0) for (let i = 0; i < size; i++) v[i] /= scale;
    reflections.push(v);
    // B − 2 v wᵀ − 2 w vᵀ with w = B v − (vᵀ B v) v, for the rest B of the matrix.
    const w = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const row = (k + 1 + i) * count + k + 1;
      let sum = 0;
      for (let j = 0; j < size; j++) sum += matrix[row + j] * v[j];
      w[i] = sum;
    }
    const share = dot(v, w);
    for (let i = 0; i < size; i++) w[i] -= share * v[i];
    for (let i = 0; i < size; i++) {
      const row = (k + 1 + i) * count + k + 1;
      const [vi, wi] = [2 * v[i], 2 * w[i]];
      for (let j = 0; j < size; j++) matrix[row + j] -= vi * w[j] + wi * v[j];
    }
  }
  if (count > 1) beside[count - 2] = matrix[(count - 1) * count - 1];
  const diagonal = Float64Array.from({ length: count }, (_, i) => matrix[i * count + i]);
  return { diagonal, beside, reflections };
}

/** Finds the smallest eigenvalue by counting the eigenvalues below a number (Sturm sequences). */
function smallestEigenvalue(diagonal: Float64Array, beside: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  diagonal.forEach((value, i) => {
    const radius = Math.abs(beside[i]) + (i > 0 ? Math.abs(beside[i - 1]) : 0);
    low = Math.min(low, value - radius);
    high = Math.min(high, value);
  });
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = low + (high - low) / 2;
    if (hasEigenvalueBelow(diagonal, beside, middle)) high = middle;
    else low = middle;
  }
  return high;
}

function hasEigenvalueBelow(diagonal: Float64Array, beside: Float64Array, bound: number): boolean {
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const square = i > 0 ? beside[i - 1] ** 2 : 0;
    pivot = diagonal[i] - bound - square / pivot;
    if (pivot < 0) return true;
    if (pivot === 0) pivot = Number.EPSILON * (Math.abs(beside[i]) + 1e-300);
  }
  return false;
}

/** Returns the eigenvector of an eigenvalue of a tridiagonal matrix. */
function inverseIteration(diagonal: Float64Array, beside: Float64Array, eigenvalue: number): Float64Array {
  const count = diagonal.length;
  // A start without symmetry is not orthogonal to the eigenvector.
  const vector = Float64Array.from({ length: count }, (_, i) => 1 + ((i * 7919) % 101) / 101);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    solveShifted(diagonal, beside, eigenvalue, vector);
    const length = norm(vector);
    for (let i = 0; i < count; i++) vector[i] /= length;
  }
  return vector;
}

/** Solves (T − shift) x = vector in place, by elimination that exchanges neighbouring rows. */
function solveShifted(
  diagonal: Float64Array,
  beside: Float64Array,
  shift: number,
  vector: Float64Array,
): void {
  const count = diagonal.length;
  const main = diagonal.map((value) => value - shift);
  const upper = beside.slice();
  const second = new Float64Array(count);
  const tiny =
    Number.EPSILON *
    (Math.abs(shift) + diagonal.subarray(0, 64).reduce((max, value) => Math.max(max, Math.abs(value)), 0));
  for (let i = 0; i < count - 1; i++) {
    const below = beside[i];
    if (Math.abs(below) > Math.abs(main[i])) {
      const factor = main[i] / below;
      main[i] = below;
      [upper[i], main[i + 1]] = [main[i + 1], upper[i] - factor * main[i + 1]];
      second[i] = upper[i + 1];
      upper[i + 1] = -factor * upper[i + 1];
      [vector[i], vector[i + 1]] = [vector[i + 1], vector[i] - factor * vector[i + 1]];
    } else {
      if (main[i] === 0) main[i] = tiny;
      const factor = below / main[i];
      main[i + 1] -= factor * upper[i];
      vector[i + 1] -= factor * vector[i];
    }
  }
  for (let i = count - 1; i >= 0; i--) {
    let rest = vector[i];
    if (i + 1 < count) rest -= upper[i] * vector[i + 1];
    if (i + 2 < count) rest -= second[i] * vector[i + 2];
    vector[i] = rest / (Math.abs(main[i]) < tiny ? tiny : main[i]);
  }
}

/** Reflects the coordinates from `start` on. */
function reflect(vector: Float64Array, unit: Float64Array, start: number): void {
  const part = vector.subarray(start);
  const share = 2 * dot(part, unit);
  for (let i = 0; i < part.length; i++) part[i] -= share * unit[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
