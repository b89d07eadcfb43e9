using System.Text;

namespace Hone.Method;

/// <summary>A submission as text: header, fields of each row, and what is wrong with the bytes before any rule looks at values.</summary>
internal sealed record SubmissionTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<SubmissionProblem> Problems)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] ReadBytes(string path, string what)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new SubmissionException(ExitCode.BadInput, what, exception.Message, path, "look at the path", exception);
        }
    }

    /// <summary>Row 1 is the header, as in an editor.</summary>
    public static SubmissionTable Parse(byte[] bytes)
    {
        var problems = new List<SubmissionProblem>();
        bool hasMark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        if (hasMark)
        {
            problems.Add(new SubmissionProblem(SubmissionRule.Encoding, 1, "UTF-8 without a byte order mark", [new SubmissionOffender(1, "the bytes EF BB BF before the header")]));
        }

        string text;
        try
        {
            text = Strict.GetString(hasMark ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException exception)
        {
            int row = 1 + bytes.AsSpan(0, Math.Min(bytes.Length, exception.Index + (hasMark ? 3 : 0))).Count((byte)'\n');
            problems.Add(new SubmissionProblem(SubmissionRule.Encoding, 1, "UTF-8 text", [new SubmissionOffender(row, $"a byte that is no UTF-8, at offset {exception.Index}")]));
            text = Encoding.UTF8.GetString(bytes);
        }

        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int count = lines.Length > 0 && lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        IReadOnlyList<string> header = count == 0 ? [] : CsvRows.Parse(lines[0]) ?? [lines[0]];
        var rows = new List<IReadOnlyList<string>>();
        var wrong = new List<SubmissionOffender>();
        for (int line = 1; line < count; line++)
        {
            IReadOnlyList<string> fields = CsvRows.Parse(lines[line]) ?? [];
            if (fields.Count != header.Count)
            {
                wrong.Add(new SubmissionOffender(line + 1, fields.Count == 0 ? "an open quote" : $"{fields.Count} fields"));
            }

            rows.Add(fields);
        }

        if (wrong.Count > 0)
        {
            problems.Add(new SubmissionProblem(SubmissionRule.Columns, wrong.Count, $"{header.Count} fields in every row", [.. wrong.Take(SubmissionProblem.Shown)]));
        }

        return new SubmissionTable(header, rows, problems);
    }
}
