export const GENERATED: string;
export function hashSources(): string;
