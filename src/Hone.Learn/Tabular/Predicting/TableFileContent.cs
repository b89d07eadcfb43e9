namespace Hone.Learn;

/// <summary>Everything in the file of a table's models but their weights: data, no code.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="FormatVersion">Raised when a reader of before would misunderstand the file.</param>
/// <param name="Targets">The columns that are predicted.</param>
/// <param name="Vocab">Classes by index; empty for numbers.</param>
/// <param name="Scale">The units in which the models answer.</param>
/// <param name="Columns">The columns that rows must have.</param>
/// <param name="Dates">Dates that are taken apart first.</param>
/// <param name="Names">The roles of the columns before the steps.</param>
/// <param name="Steps">What was learned about the columns, in order.</param>
/// <param name="Members">The models; their answers are averaged.</param>
internal sealed record TableFileContent(
    string Format,
    int FormatVersion,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Vocab,
    TargetScale Scale,
    IReadOnlyList<RawColumn> Columns,
    IReadOnlyList<TabularDate> Dates,
    TabularNames Names,
    IReadOnlyList<FittedProcConfig> Steps,
    IReadOnlyList<TableMemberContent> Members)
{
    /// <summary>The first word of every such file.</summary>
    public const string FormatName = "hone-table";

    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int CurrentVersion = 1;
}
