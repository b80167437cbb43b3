export declare const engine: string[];
