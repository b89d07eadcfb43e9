namespace Hone.Nn;

/// <summary>One tensor as the header describes it.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="Type">Name of the element type in the file.</param>
/// <param name="Sizes">Sizes of the axes.</param>
/// <param name="Begin">First byte, counted from the first byte after the header.</param>
/// <param name="End">Byte after the last.</param>
/// <param name="HeaderPosition">Where in the file the description stands.</param>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Sizes, long Begin, long End, long HeaderPosition);
