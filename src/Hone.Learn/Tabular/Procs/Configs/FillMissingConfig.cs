namespace Hone.Learn;

/// <summary>What <see cref="FillMissing"/> has learned.</summary>
/// <param name="Names">The roles of the columns after this step.</param>
/// <param name="Columns">What takes the place of a gap in each continuous column.</param>
public sealed record FillMissingConfig(TabularNames Names, IReadOnlyList<ColumnFill> Columns) : FittedProcConfig
{
    /// <inheritdoc/>
    public override FittedProc Build()
    {
        ProcColumns.RequireDifferent([.. Columns.Select(column => column.Name)], nameof(FillMissing));
        return new FittedFillMissing(Names, Columns);
    }
}
