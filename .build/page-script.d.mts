/** The path of the generated module. */
export const GENERATED: string;
/** Returns the module with the bundled script. */
export function pageScriptModule(): Promise<string>;
