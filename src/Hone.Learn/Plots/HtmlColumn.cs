namespace Hone.Learn.Plots;

/// <summary>The head of one column of an <see cref="HtmlTable"/>.</summary>
/// <param name="Header">The name above the column.</param>
/// <param name="Alignment">How its cells are set. Default: text.</param>
public sealed record HtmlColumn(string Header, ColumnAlignment Alignment = ColumnAlignment.Text);
