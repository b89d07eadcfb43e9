namespace Hone.Kernels;

/// <summary>Sizes and operands of sampling channels-last images at the points of a grid.</summary>
internal unsafe struct GridProblem<T>
    where T : unmanaged
{
    public int Batch;
    public int Channels;
    public int InHeight;
    public int InWidth;
    public int OutHeight;
    public int OutWidth;
    public GridSampleMode Mode;
    public GridSamplePadding Padding;
    public bool AlignCorners;

    /// <summary>Whether backward adds to the gradient that it computes.</summary>
    public bool Accumulate;

    /// <summary>The work is cut into this many ranges.</summary>
    public int Parts;

    /// <summary>Ranges of channels that each image is cut into, for the gradient of the images.</summary>
    public int ChannelParts;

    public T* X;
    public T* Y;
    public T* Dx;
    public T* Dy;

    /// <summary>[batch, out height, out width, 2]: x, then y, of each output pixel.</summary>
    public T* Grid;
    public T* DGrid;

    public readonly nint ImageSize => (nint)InHeight * InWidth * Channels;

    public readonly int FirstRow(int part) => (int)((long)Batch * OutHeight * part / Parts);
}
