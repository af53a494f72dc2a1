/** For the programs that carry a whole archive. Measured: beyond 256 kB nothing is gained (a socket holds 208 kB). */
export const STREAM_BUFFER_BYTES = 256 * 1024;
