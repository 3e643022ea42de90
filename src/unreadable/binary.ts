/** Binary formats, recognized by their first bytes. Readers are asked first, so these are formats without a reader. */
import { convertWith, python, rscript, type UnreadableFormat } from './format.js';

type BinaryFormat = UnreadableFormat<Uint8Array>;

/** Returns whether bytes have one of `signatures`, one character a byte, at `offset`. */
function startsWith(offset: number, ...signatures: string[]): BinaryFormat['matches'] {
  return (bytes) =>
    signatures.some((signature) =>
      [...signature].every((character, i) => bytes[offset + i] === character.charCodeAt(0)),
    );
}

const PICTURE_HINT =
  'a picture has no values; find the table that it was made from, and save it as CSV or NPY';
const picture = (title: string, matches: BinaryFormat['matches']): BinaryFormat => ({
  title,
  matches,
  convert: () => PICTURE_HINT,
});
const unpack = (
  title: string,
  matches: BinaryFormat['matches'],
  command: (file: string) => string,
): BinaryFormat => ({
  title,
  matches,
  convert: (file) => `unpack it with: ${command(file)}`,
});

/** The name of the first file in a ZIP archive. */
function zipStart(bytes: Uint8Array): string {
  return startsWith(0, 'PK\x03\x04')(bytes, '')
    ? Buffer.from(bytes.subarray(30, 2048)).toString('latin1')
    : '';
}

/** A pickle starts with its protocol, and a frame, or an opcode that begins an object. */
function isPickle(bytes: Uint8Array): boolean {
  const [first, protocol, next] = bytes;
  if (first !== 0x80 || protocol < 2 || protocol > 5) return false;
  return protocol >= 4 ? next === 0x95 : '}](cXM)KGNJ\x8a'.includes(String.fromCharCode(next));
}

const PANDAS = 'pandas as pd;';

export const BINARY_FORMATS: readonly BinaryFormat[] = [
  {
    title: 'a PDF document',
    matches: startsWith(0, '%PDF-'),
    convert: convertWith((file) => `pdftotext -layout ${file} table.txt`),
  },
  picture('a PNG picture', startsWith(0, '\x89PNG\r\n')),
  picture('a JPEG picture', startsWith(0, '\xff\xd8\xff')),
  picture('a GIF picture', startsWith(0, 'GIF87a', 'GIF89a')),
  picture('a WebP picture', (bytes) => startsWith(0, 'RIFF')(bytes, '') && startsWith(8, 'WEBP')(bytes, '')),
  picture('a BMP picture', (bytes) => startsWith(0, 'BM')(bytes, '') && startsWith(6, '\0\0\0\0')(bytes, '')),
  {
    title: 'a TIFF picture',
    matches: startsWith(0, 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'),
    convert: python("numpy as np, tifffile; np.save('matrix.npy', tifffile.imread(sys.argv[1]))"),
  },
  {
    title: 'a pickle of Python',
    matches: isPickle,
    convert: python(`${PANDAS} pd.DataFrame(pd.read_pickle(sys.argv[1])).to_csv('table.csv')`),
  },
  {
    title: 'a checkpoint of PyTorch',
    matches: (bytes) =>
      /^[^/]+\/(?:data\.pkl|\.format_version|\.storage_alignment|byteorder)/.test(zipStart(bytes)),
    convert: python(
      "torch; from safetensors.torch import save_file; save_file(torch.load(sys.argv[1]), 'model.safetensors')",
    ),
  },
  {
    title: 'an OpenDocument spreadsheet',
    matches: (bytes) => zipStart(bytes).startsWith('mimetypeapplication/vnd.oasis.opendocument'),
    convert: convertWith((file) => `libreoffice --headless --convert-to csv ${file}`),
  },
  {
    title: 'an RDS file of R',
    matches: (bytes) => startsWith(0, 'X\n\0\0\0\x02', 'X\n\0\0\0\x03')(bytes, ''),
    convert: rscript('write.csv(readRDS(commandArgs(TRUE)), "table.csv")'),
  },
  {
    title: 'an RData file of R',
    matches: startsWith(0, 'RDX2\n', 'RDX3\n', 'RDA2\n', 'RDA3\n'),
    convert: rscript('e <- new.env(); n <- load(commandArgs(TRUE), e); write.csv(e[[n[1]]], "table.csv")'),
  },
  {
    title: 'an SQLite database',
    matches: startsWith(0, 'SQLite format 3\0'),
    convert: convertWith((file) => `sqlite3 -header -csv ${file} "select * from TABLE" > table.csv`),
  },
  {
    title: 'a DuckDB database',
    matches: startsWith(8, 'DUCK'),
    convert: convertWith((file) => `duckdb -csv ${file} "select * from TABLE" > table.csv`),
  },
  {
    title: 'a NetCDF file',
    matches: startsWith(0, 'CDF\x01', 'CDF\x02', 'CDF\x05'),
    convert: python(
      "numpy as np, xarray as xr; np.save('matrix.npy', xr.open_dataset(sys.argv[1])['VARIABLE'])",
    ),
  },
  {
    title: 'an ORC file',
    matches: startsWith(0, 'ORC'),
    convert: python(`${PANDAS} pd.read_orc(sys.argv[1]).to_parquet('table.parquet')`),
  },
  {
    title: 'an Avro file',
    matches: startsWith(0, 'Obj\x01'),
    convert: python(
      `${PANDAS.replace(';', ', fastavro;')} pd.DataFrame(fastavro.reader(open(sys.argv[1], 'rb'))).to_csv('table.csv')`,
    ),
  },
  {
    title: 'an Excel workbook of the format before 2007, or another OLE document',
    matches: startsWith(0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    convert: convertWith((file) => `libreoffice --headless --convert-to xlsx ${file}`),
  },
  {
    title: 'a Stata file',
    matches: startsWith(0, '<stata_dta>'),
    convert: python(`${PANDAS} pd.read_stata(sys.argv[1]).to_csv('table.csv', index=False)`),
  },
  {
    title: 'an SPSS file',
    matches: startsWith(0, '$FL2', '$FL3'),
    convert: python(`${PANDAS} pd.read_spss(sys.argv[1]).to_csv('table.csv', index=False)`),
  },
  unpack('compressed with xz', startsWith(0, '\xfd7zXZ\0'), (file) => `xz -dk ${file}`),
  unpack('compressed with lz4', startsWith(0, '\x04\x22\x4d\x18'), (file) => `lz4 -d ${file}`),
  unpack('a 7z archive', startsWith(0, "7z\xbc\xaf'\x1c"), (file) => `7z x ${file}`),
  unpack('a RAR archive', startsWith(0, 'Rar!\x1a\x07'), (file) => `unrar x ${file}`),
  unpack('a tar archive', startsWith(257, 'ustar'), (file) => `tar -xf ${file}`),
];
