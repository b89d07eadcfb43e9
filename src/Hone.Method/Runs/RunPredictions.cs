using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>What a run said about each validation item: the content of <c>preds/valid.csv</c> (id, y, p0, p1, ...).</summary>
public sealed class RunPredictions
{
    /// <summary>Holds predictions; the arrays are kept, not copied.</summary>
    /// <param name="ids">The id of each item.</param>
    /// <param name="targets">The truth: the number of a class, or a value.</param>
    /// <param name="outputs">The outputs, item by item: [items, outputs per item]; probabilities for classes, one value for a regression.</param>
    /// <exception cref="RunException">The lengths do not fit together.</exception>
    public RunPredictions(IReadOnlyList<string> ids, IReadOnlyList<double> targets, float[] outputs)
    {
        bool fits = ids.Count > 0 && targets.Count == ids.Count && outputs.Length >= ids.Count && outputs.Length % ids.Count == 0;
        if (!fits)
        {
            throw new RunException(
                ExitCode.BadInput,
                "one target and the same number of outputs for each item, at least one",
                $"{ids.Count} ids, {targets.Count} targets, {outputs.Length} outputs",
                "the predictions of a run",
                "give outputs of the shape [items, outputs]");
        }

        Ids = ids;
        Targets = targets;
        Outputs = outputs;
        OutputCount = outputs.Length / ids.Count;
    }

    /// <summary>The id of each item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The truth of each item: the number of a class, or a value.</summary>
    public IReadOnlyList<double> Targets { get; }

    /// <summary>The outputs, item by item: [items, outputs].</summary>
    public ReadOnlyMemory<float> Outputs { get; }

    /// <summary>How many outputs an item has.</summary>
    public int OutputCount { get; }

    /// <summary>The outputs of one item.</summary>
    /// <param name="item">The position of the item.</param>
    public ReadOnlySpan<float> OutputsOf(int item) => Outputs.Span.Slice(item * OutputCount, OutputCount);

    internal void Write(string path)
    {
        var text = new StringBuilder("id,y");
        for (int output = 0; output < OutputCount; output++)
        {
            text.Append(CultureInfo.InvariantCulture, $",p{output}");
        }

        text.Append('\n');
        for (int item = 0; item < Ids.Count; item++)
        {
            text.Append(CsvRows.Quote(Ids[item])).Append(',').Append(Numbers.Plain(Targets[item]));
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

        int outputCount = lines.Length == 0 ? 0 : lines[0].Split(',').Length - 2;
        if (outputCount < 1 || !lines[0].StartsWith("id,y,p0", StringComparison.Ordinal))
        {
            throw Malformed(path, 1, "the header id,y,p0,...", lines.Length == 0 ? "an empty file" : $"'{lines[0]}'");
        }

        var ids = new List<string>(lines.Length);
        var targets = new List<double>(lines.Length);
        var outputs = new List<float>(lines.Length * outputCount);
        for (int row = 1; row < lines.Length; row++)
        {
            List<string>? fields = CsvRows.Parse(lines[row]);
            if (fields is null || fields.Count != outputCount + 2)
            {
                throw Malformed(path, row + 1, $"{outputCount + 2} fields", fields is null ? "an open quote" : $"{fields.Count} fields");
            }

            ids.Add(fields[0]);
            targets.Add(Number(fields[1], path, row + 1));
            for (int field = 2; field < fields.Count; field++)
            {
                outputs.Add((float)Number(fields[field], path, row + 1));
            }
        }

        return new RunPredictions(ids, targets, outputs.ToArray());
    }

    // A float written with its shortest digits reads back through double as the same float.
    private static double Number(string text, string path, int row) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Malformed(path, row, "a number", $"'{text}'");

    private static RunException Malformed(string path, int row, string expected, string got) =>
        new(ExitCode.BadInput, expected, got, $"{path}, row {row}", "restore the file, or run it again");
}
