using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>What a model says about items whose truth nobody may see: the content of <c>test-K.csv</c> (id, p0, p1, ...).</summary>
public sealed class UnlabelledPredictions
{
    /// <summary>Holds predictions; the arrays are kept, not copied.</summary>
    /// <param name="ids">The id of each item.</param>
    /// <param name="outputs">The outputs, item by item: <c>[items, outputs]</c>.</param>
    /// <exception cref="RunException">The lengths do not fit together.</exception>
    public UnlabelledPredictions(IReadOnlyList<string> ids, float[] outputs)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(outputs);
        if (ids.Count == 0 || outputs.Length < ids.Count || outputs.Length % ids.Count != 0)
        {
            throw new RunException(
                ExitCode.BadInput, "the same number of outputs for each item, at least one", $"{ids.Count} ids, {outputs.Length} outputs", "predictions without labels", "give outputs of the shape [items, outputs]");
        }

        Ids = ids;
        Outputs = outputs;
        OutputCount = outputs.Length / ids.Count;
    }

    /// <summary>The id of each item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The outputs, <c>[items, outputs]</c>.</summary>
    public ReadOnlyMemory<float> Outputs { get; }

    /// <summary>How many outputs an item has.</summary>
    public int OutputCount { get; }

    /// <summary>The outputs of one item.</summary>
    /// <param name="item">The position of the item.</param>
    public ReadOnlySpan<float> OutputsOf(int item) => Outputs.Span.Slice(item * OutputCount, OutputCount);

    /// <summary>Reads what a run says about the test items.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="RunException">The file is missing or malformed; the message names the row.</exception>
    public static UnlabelledPredictions Of(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Read(PathOf(run));
    }

    /// <summary>Keeps them as what a run says about the test items, in <c>preds/test.csv</c>.</summary>
    /// <param name="run">The run that is being written.</param>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public void Save(RunWriter run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Write(Path.Combine(run.Directory, "preds", "test.csv"));
    }

    internal static string PathOf(StoredRun run) => Path.Combine(run.Directory, "preds", "test.csv");

    internal void Write(string path)
    {
        var text = new StringBuilder("id");
        for (int output = 0; output < OutputCount; output++)
        {
            text.Append(CultureInfo.InvariantCulture, $",p{output}");
        }

        text.Append('\n');
        for (int item = 0; item < Ids.Count; item++)
        {
            text.Append(CsvRows.Quote(Ids[item]));
            foreach (float output in OutputsOf(item))
            {
                text.Append(',').Append(Numbers.Plain(output));
            }

            text.Append('\n');
        }

        ProjectFile.WriteText(path, text.ToString());
    }

    internal static UnlabelledPredictions Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new RunException(ExitCode.BadInput, "predictions for the test items", exception.Message, path, "predict the test items again", exception);
        }

        int width = lines.Length == 0 ? 0 : lines[0].Split(',').Length - 1;
        if (width < 1 || !lines[0].StartsWith("id,p0", StringComparison.Ordinal))
        {
            throw Malformed(path, 1, "the header id,p0,...", lines.Length == 0 ? "an empty file" : $"'{lines[0]}'");
        }

        var ids = new string[lines.Length - 1];
        var outputs = new float[ids.Length * width];
        for (int row = 0; row < ids.Length; row++)
        {
            List<string>? fields = CsvRows.Parse(lines[row + 1]);
            if (fields is null || fields.Count != width + 1)
            {
                throw Malformed(path, row + 2, $"{width + 1} fields", fields is null ? "an open quote" : $"{fields.Count} fields");
            }

            ids[row] = fields[0];
            for (int output = 0; output < width; output++)
            {
                string field = fields[output + 1];
                outputs[(row * width) + output] = float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
                    ? value
                    : throw Malformed(path, row + 2, "a number", $"'{field}'");
            }
        }

        return new UnlabelledPredictions(ids, outputs);
    }

    private static RunException Malformed(string path, int row, string expected, string got) =>
        new(ExitCode.BadInput, expected, got, $"{path}, row {row}", "restore the file, or predict the test items again");
}
