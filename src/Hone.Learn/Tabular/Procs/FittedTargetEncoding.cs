using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Mean targets that were learned by <see cref="TargetEncoding"/>.</summary>
public sealed class FittedTargetEncoding : FittedProc
{
    private readonly IReadOnlyList<Encoding> _encodings;

    internal FittedTargetEncoding(TabularNames names, IReadOnlyList<Encoding> encodings)
        : base(names)
    {
        _encodings = encodings;
    }

    /// <inheritdoc/>
    public override FittedProcConfig? Config => new TargetEncodingConfig(Names, [.. _encodings.Select(encoding => new ColumnMeans(
        encoding.Column,
        encoding.Missing,
        encoding.Prior,
        [.. encoding.Means.Select(pair => new CategoryMean(pair.Key, pair.Value))]))]);

    /// <inheritdoc/>
    public override Frame Apply(Frame frame, ProcReport report)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(report);
        return frame.With([.. _encodings.Select(encoding => encoding.Apply(frame[encoding.Column], report))]);
    }

    /// <inheritdoc/>
    public override Frame ApplyToTraining(Frame train, ProcReport report)
    {
        ArgumentNullException.ThrowIfNull(train);
        return train.With([.. _encodings.Select(encoding => new NumberColumn(Result(encoding.Column), encoding.Training))]);
    }

    /// <summary>Name of the new column.</summary>
    internal static string Result(string column) => column + "_target";

    /// <summary>One column: means by category, for missing values, for the unknown; and the training rows' own.</summary>
    internal sealed record Encoding(string Column, IReadOnlyDictionary<string, double> Means, double Missing, double Prior, double[] Training)
    {
        public FrameColumn Apply(FrameColumn column, ProcReport report)
        {
            var values = new double[column.Count];
            int unseen = 0;
            string? example = null;
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = Missing;
                if (column.TextAt(row) is { } text && !Means.TryGetValue(text, out values[row]))
                {
                    values[row] = Prior;
                    unseen++;
                    example ??= text;
                }
            }

            report.Add(new ProcNote(column.Name, "category not in the training rows, encoded as the mean target", unseen, example));
            return NumberColumn.Own(Result(column.Name), values);
        }
    }
}
