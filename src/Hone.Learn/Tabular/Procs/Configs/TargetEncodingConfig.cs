namespace Hone.Learn;

/// <summary>What <see cref="TargetEncoding"/> has learned. A step that is built from it prepares new rows, not the training rows, whose own encodings stay behind.</summary>
/// <param name="Names">The roles of the columns after this step.</param>
/// <param name="Columns">The means of each encoded column.</param>
public sealed record TargetEncodingConfig(TabularNames Names, IReadOnlyList<ColumnMeans> Columns) : FittedProcConfig
{
    /// <inheritdoc/>
    public override FittedProc Build()
    {
        foreach (ColumnMeans column in Columns)
        {
            ProcColumns.RequireDifferent([.. column.Means.Select(mean => mean.Category)], $"{nameof(TargetEncoding)} of {column.Name}");
        }

        return new FittedTargetEncoding(Names, [.. Columns.Select(Encoding)]);
    }

    private static FittedTargetEncoding.Encoding Encoding(ColumnMeans column) =>
        new(column.Name, column.Means.ToDictionary(mean => mean.Category, mean => mean.Mean, StringComparer.Ordinal), column.Missing, column.Prior, []);
}
