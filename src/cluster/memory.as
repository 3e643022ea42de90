/** Arrays in memory. */

/** Rounds a number of slots up to whole groups. */
@inline
export function roundUp(slots: i32): i32 {
  return (slots + 7) & ~7;
}

@inline
export function at(array: usize, i: i32): i32 {
  return i32.load(array + (<usize>i << 2));
}

@inline
export function put(array: usize, i: i32, value: i32): void {
  i32.store(array + (<usize>i << 2), value);
}

@inline
export function numberAt(array: usize, i: i32): f64 {
  return f64.load(array + (<usize>i << 3));
}

@inline
export function putNumber(array: usize, i: i32, value: f64): void {
  f64.store(array + (<usize>i << 3), value);
}
