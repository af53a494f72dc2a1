const INHERITED = /^(PATH|HOME|LANG|LC_[A-Z]+|TZ|TMPDIR)$/;

/**
 * What a child inherits of our environment: a whitelist, so that no secret of ours reaches it.
 * Messages are always English: dropping the statement after "Command was:" depends on that text.
 */
export function childEnvironment(
  base: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) {
    if (value !== undefined && INHERITED.test(name)) inherited[name] = value;
  }
  const { LC_ALL: everything, ...rest } = inherited;
  // LC_ALL would win over LC_MESSAGES; its part that matters, the character set, is kept.
  if (everything !== undefined) rest.LC_CTYPE = everything;
  return { ...rest, LC_MESSAGES: 'C', ...own };
}
