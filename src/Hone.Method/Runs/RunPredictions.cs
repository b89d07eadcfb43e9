using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>
/// What a run said about each validation item: the content of <c>preds/valid.csv</c> (id, y, p0, p1, ...; for a target of several numbers id, y0, y1, ..., p0, p1, ...).
/// </summary>
public sealed class RunPredictions
{
    /// <summary>Holds predictions; the arrays are kept, not copied.</summary>
    /// <param name="ids">The id of each item.</param>
    /// <param name="targets">The truth, item by item: the number of a class, a value, or several values: [items, targets per item].</param>
    /// <param name="outputs">The outputs, item by item: [items, outputs per item]; probabilities for classes, one value for each target of a regression.</param>
    /// <exception cref="RunException">The lengths do not fit together.</exception>
    public RunPredictions(IReadOnlyList<string> ids, IReadOnlyList<double> targets, float[] outputs)
    {
        bool isWhole = ids.Count > 0 && targets.Count >= ids.Count && targets.Count % ids.Count == 0 && outputs.Length >= ids.Count && outputs.Length % ids.Count == 0;

        // Several targets are values, and a value is answered by a value.
        bool fits = isWhole && (targets.Count == ids.Count || targets.Count == outputs.Length);
        if (!fits)
        {
            throw new RunException(
                ExitCode.BadInput,
                "one target and the same number of outputs for each item, at least one; or several targets and as many outputs",
                $"{ids.Count} ids, {targets.Count} targets, {outputs.Length} outputs",
                "the predictions of a run",
                "give targets of the shape [items] with outputs of the shape [items, outputs], or both of the shape [items, targets]");
        }

        Ids = ids;
        Targets = targets;
        Outputs = outputs;
        OutputCount = outputs.Length / ids.Count;
        TargetCount = targets.Count / ids.Count;
    }

    /// <summary>The id of each item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The truth, item by item, [items, targets]: the number of a class, a value, or several values.</summary>
    public IReadOnlyList<double> Targets { get; }

    /// <summary>The outputs, item by item: [items, outputs].</summary>
    public ReadOnlyMemory<float> Outputs { get; }

    /// <summary>How many outputs an item has.</summary>
    public int OutputCount { get; }

    /// <summary>How many numbers the truth of an item has: 1, or as many as it has outputs where several are predicted.</summary>
    public int TargetCount { get; }

    /// <summary>The outputs of one item.</summary>
    /// <param name="item">The position of the item.</param>
    public ReadOnlySpan<float> OutputsOf(int item) => Outputs.Span.Slice(item * OutputCount, OutputCount);

    /// <summary>One number of the truth of an item.</summary>
    /// <param name="item">The position of the item.</param>
    /// <param name="target">Which number, from 0.</param>
    public double TargetOf(int item, int target = 0) => Targets[(item * TargetCount) + target];

    /// <summary>Whether an item has the same truth as one of other predictions.</summary>
    internal bool HasTargetsOf(RunPredictions other, int item, int otherItem)
    {
        if (TargetCount != other.TargetCount)
        {
            return false;
        }

        for (int target = 0; target < TargetCount; target++)
        {
            if (TargetOf(item, target) != other.TargetOf(otherItem, target))
            {
                return false;
            }
        }

        return true;
    }

    internal void Write(string path)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Header(TargetCount, OutputCount));
        text.Append('\n');
        for (int item = 0; item < Ids.Count; item++)
        {
            text.Append(CsvRows.Quote(Ids[item]));
            for (int target = 0; target < TargetCount; target++)
            {
                text.Append(',').Append(Numbers.Plain(TargetOf(item, target)));
            }

            foreach (float output in OutputsOf(item))
            {
                text.Append(',').Append(Numbers.Plain(output));
            }

            text.Append('\n');
        }

        ProjectFile.WriteText(path, text.ToString());
    }

    internal static RunPredictions Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new RunException(
                ExitCode.BadInput, "the validation predictions of the run", exception.Message, path, "run it again: it ended before it predicted", exception);
        }

        string[] header = lines.Length == 0 ? [] : lines[0].Split(',');
        int targetCount = header.Skip(1).TakeWhile(name => name.StartsWith('y')).Count();
        int outputCount = header.Length - 1 - targetCount;
        if (!header.SequenceEqual(Header(targetCount, outputCount)))
        {
            throw Malformed(path, 1, "the header id,y,p0,... or id,y0,y1,...,p0,p1,...", lines.Length == 0 ? "an empty file" : $"'{Cut(lines[0])}'");
        }

        var ids = new List<string>(lines.Length);
        var targets = new List<double>(lines.Length * targetCount);
        var outputs = new List<float>(lines.Length * outputCount);
        for (int row = 1; row < lines.Length; row++)
        {
            List<string>? fields = CsvRows.Parse(lines[row]);
            if (fields is null || fields.Count != header.Length)
            {
                throw Malformed(path, row + 1, $"{header.Length} fields", fields is null ? "an open quote" : $"{fields.Count} fields");
            }

            ids.Add(fields[0]);
            for (int field = 1; field < fields.Count; field++)
            {
                double value = Number(fields[field], path, row + 1);
                if (field <= targetCount)
                {
                    targets.Add(value);
                }
                else
                {
                    outputs.Add((float)value);
                }
            }
        }

        return new RunPredictions(ids, targets, outputs.ToArray());
    }

    private static string[] Header(int targetCount, int outputCount)
    {
        IEnumerable<string> targets = targetCount == 1 ? ["y"] : Enumerable.Range(0, targetCount).Select(target => $"y{target}");
        return targetCount < 1 || outputCount < 1 ? ["id", "y", "p0"] : ["id", .. targets, .. Enumerable.Range(0, outputCount).Select(output => $"p{output}")];
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "…";

    // A float written with its shortest digits reads back through double as the same float.
    private static double Number(string text, string path, int row) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Malformed(path, row, "a number", $"'{text}'");

    private static RunException Malformed(string path, int row, string expected, string got) =>
        new(ExitCode.BadInput, expected, got, $"{path}, row {row}", "restore the file, or run it again");
}
