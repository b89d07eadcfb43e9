namespace Hone.Kernels;

/// <summary>Sizes and operands of an adaptive pooling over channels-last activations.</summary>
internal unsafe struct AdaptivePoolProblem<T>
    where T : unmanaged
{
    public int Batch;
    public int Channels;
    public int InHeight;
    public int InWidth;
    public int OutHeight;
    public int OutWidth;

    /// <summary>Whether backward adds to the input's gradient.</summary>
    public bool Accumulate;

    /// <summary>Images are cut into this many ranges.</summary>
    public int Parts;

    /// <summary>The large side: x, or its gradient.</summary>
    public T* Input;

    /// <summary>The small side: y, or its gradient.</summary>
    public T* Output;

    /// <summary>Maximum only: the input pixel in its image from which each output came; null if nobody wants it.</summary>
    public int* Pixels;

    public readonly int FirstImage(int part) => (int)((long)Batch * part / Parts);

    public readonly T* InputPixel(int image, int row, int column) => Input + (((((nint)image * InHeight) + row) * InWidth) + column) * Channels;

    public readonly T* OutputPixel(int image, int row, int column) => Output + (((((nint)image * OutHeight) + row) * OutWidth) + column) * Channels;

    public readonly int* PixelsOf(int image, int row, int column) => Pixels + (((((nint)image * OutHeight) + row) * OutWidth) + column) * Channels;

    /// <summary>floor(i in / out) up to ceil((i + 1) in / out), along both axes.</summary>
    public readonly void Window(int row, int column, out int top, out int bottom, out int left, out int right)
    {
        top = (int)((long)row * InHeight / OutHeight);
        bottom = (int)((((long)(row + 1) * InHeight) + OutHeight - 1) / OutHeight);
        left = (int)((long)column * InWidth / OutWidth);
        right = (int)((((long)(column + 1) * InWidth) + OutWidth - 1) / OutWidth);
    }
}
