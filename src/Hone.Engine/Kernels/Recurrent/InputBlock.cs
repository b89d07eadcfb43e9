namespace Hone.Kernels;

/// <summary>Which gates the rows of an input weight belong to, counted in blocks of as many rows as there are hidden units.</summary>
/// <param name="Weight">First block of rows of the weight.</param>
/// <param name="Gate">First block of columns of the gates.</param>
/// <param name="Count">Number of blocks.</param>
internal readonly record struct InputBlock(int Weight, int Gate, int Count);
