namespace Hone.Engine.Tests.Kernels;

/// <summary>How a test matrix lies in memory.</summary>
public enum MatrixLayout
{
    /// <summary>Rows of neighbours.</summary>
    Rows,

    /// <summary>Columns of neighbours: the transposed matrix has rows of neighbours.</summary>
    Columns,

    /// <summary>No neighbours in either direction.</summary>
    Scattered,
}
