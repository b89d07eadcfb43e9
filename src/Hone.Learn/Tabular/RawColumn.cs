using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A column as the file has it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it held in training.</param>
public sealed record RawColumn(string Name, ColumnKind Kind);
