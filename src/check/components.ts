/**
 * The strongly connected components of a graph, each behind those that it needs (Tarjan 1972, without recursion). Nodes
 * are numbers from 0; `needs` gives for each those that it needs. Where nothing else decides, a lower number comes first.
 */
export function connectedComponents(needs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const count = needs.length;
  const order = new Int32Array(count).fill(-1);
  const lowest = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const next = new Int32Array(count);
  const open: number[] = [];
  const path: number[] = [];
  const components: (readonly number[])[] = [];
  let visited = 0;

  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (order[node] === -1) {
        order[node] = visited;
        lowest[node] = visited++;
        open.push(node);
        isOpen[node] = 1;
      }
      const needed = needs[node]![next[node]!++];
      if (needed !== undefined) {
        if (order[needed] === -1) path.push(needed);
        else if (isOpen[needed] === 1) lowest[node] = Math.min(lowest[node]!, order[needed]!);
        continue;
      }
      path.pop();
      if (path.length > 0) {
        const above = path[path.length - 1]!;
        lowest[above] = Math.min(lowest[above]!, lowest[node]!);
      }
      if (lowest[node] !== order[node]) continue;
      if (open[open.length - 1] === node) {
        open.pop();
        isOpen[node] = 0;
        components.push([node]);
        continue;
      }
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen[member] = 0;
      components.push(component.sort((a, b) => a - b));
    }
  }
  return components;
}

/** The shortest way from a node through what it needs back to itself: the nodes on it, each needing the next. */
export function shortestCircle(start: number, needs: readonly (readonly number[])[]): readonly number[] {
  const before = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const needed of needs[node]!) {
      if (needed === start) {
        const circle: number[] = [];
        for (let at: number | undefined = node; at !== undefined; at = before.get(at)) circle.push(at);
        return circle.reverse();
      }
      if (before.has(needed)) continue;
      before.set(needed, node);
      queue.push(needed);
    }
  }
  return [];
}
