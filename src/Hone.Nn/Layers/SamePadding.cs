namespace Hone.Nn;

/// <summary>How many zeros keep the size of an input, along one axis: dilation (kernel - 1) in all, half of them in front; an odd one more behind, as in PyTorch.</summary>
internal static class SamePadding
{
    /// <summary>Zeros at both ends.</summary>
    public static int Near(int kernel, int dilation) => (int)((long)dilation * (kernel - 1) / 2);

    /// <summary>Zeros more behind: 1 for an even number of taps at odd distances, otherwise 0.</summary>
    public static int Far(int kernel, int dilation) => (int)((long)dilation * (kernel - 1) % 2);

    /// <summary>Refuses options that leave no size to keep, or say the padding a second time.</summary>
    /// <exception cref="ShapeException">The stride is not 1, a padding is given too, or the dilation is below 1 or beyond every input.</exception>
    public static void Check(Size2d stride, Size2d padding, Size2d dilation, Size2d kernel, string layer)
    {
        // A sequence has one number where an image has two.
        string Text(Size2d size) => layer == nameof(Conv1d) ? $"{size.Width}" : $"{size}";
        if (stride != 1)
        {
            throw new ShapeException($"{layer} with SamePadding moves by 1, so that its output has the size of its input.", $"stride {Text(stride)}", layer, "leave SamePadding out and set Padding for the size that you want");
        }

        if (padding != 0)
        {
            throw new ShapeException($"{layer} with SamePadding finds the padding by itself.", $"padding {Text(padding)}", layer, "set SamePadding or Padding, not both");
        }

        long most = Math.Max((long)dilation.Height * (kernel.Height - 1), (long)dilation.Width * (kernel.Width - 1));
        if (dilation.Height < 1 || dilation.Width < 1 || most > int.MaxValue)
        {
            throw new ShapeException($"{layer} with SamePadding has taps that lie 1 or more apart, within what an axis can hold.", $"dilation {Text(dilation)}, kernel {Text(kernel)}", layer, "use a dilation of 1");
        }
    }
}
