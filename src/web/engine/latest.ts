/** Keeps the latest few of what was made, the one at hand among them. */
export function keepLatest<Value>(map: Map<string, Value>, key: string, value: Value, most = 24): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
