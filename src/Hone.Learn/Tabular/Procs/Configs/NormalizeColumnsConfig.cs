namespace Hone.Learn;

/// <summary>What <see cref="NormalizeColumns"/> has learned.</summary>
/// <param name="Names">The roles of the columns after this step.</param>
/// <param name="Columns">Mean and deviation of each continuous column.</param>
public sealed record NormalizeColumnsConfig(TabularNames Names, IReadOnlyList<ColumnMoments> Columns) : FittedProcConfig
{
    /// <inheritdoc/>
    public override FittedProc Build()
    {
        ProcColumns.RequireDifferent([.. Columns.Select(column => column.Name)], nameof(NormalizeColumns));
        return new FittedNormalizeColumns(Names, Columns.ToDictionary(column => column.Name, column => (column.Mean, column.Std), StringComparer.Ordinal));
    }
}
