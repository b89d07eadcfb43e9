namespace Hone.Cli;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading; may be empty.</param>
/// <param name="Width">Its width; a heading or a cell that is wider pushes the rest of its row to the right.</param>
/// <param name="IsNumber">Whether it is aligned to the right.</param>
internal sealed record TableColumn(string Header, int Width, bool IsNumber = false);
