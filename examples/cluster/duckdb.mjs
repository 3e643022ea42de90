// Prints the result of a query as CSV, for machines without the command "duckdb".
//
//   npm install @duckdb/node-api
//   node duckdb.mjs "SELECT … GROUP BY ALL" | heatmap --x hour --y day --value ms -o latency.svg
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create();
const connection = await instance.connect();
await connection.run(`COPY (${process.argv[2]}) TO '/dev/stdout' (FORMAT csv, HEADER)`);
