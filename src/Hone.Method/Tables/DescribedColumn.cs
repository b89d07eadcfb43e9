namespace Hone.Method;

/// <summary>A column of a table and what is made of it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What its values were read as, such as <c>Integer</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Missing">Rows without a value.</param>
public sealed record DescribedColumn(string Name, string Kind, ColumnRole Role, int Missing);
