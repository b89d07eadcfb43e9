namespace Hone.Nn;

/// <summary>Runs layers one after the other.</summary>
internal static class LayerChain
{
    /// <summary>
    /// Inside a step an intermediate result goes back to the pool as soon as the next layer has run, unless the tape or a hook holds
    /// it. The input belongs to the caller, and so does every view of it. A normalization with a ReLU behind it runs as one operation
    /// unless a hook watches one of them, and in evaluation so does the convolution before it.
    /// </summary>
    public static Tensor Run(ReadOnlySpan<Module> layers, Tensor x)
    {
        Tensor current = x;
        for (int i = 0; i < layers.Length; i++)
        {
            Tensor next = Run(layers[i..], current, out int count);
            i += count - 1;
            Release(current, next, x);
            current = next;
        }

        return current;
    }

    /// <summary>
    /// Runs layers and keeps the results of some of them for the caller, who releases them.
    /// </summary>
    /// <param name="layers">The layers.</param>
    /// <param name="x">Input.</param>
    /// <param name="taps">Indices of the layers whose results are kept, rising.</param>
    /// <param name="tapped">Takes the results.</param>
    public static Tensor Run(ReadOnlySpan<Module> layers, Tensor x, ReadOnlySpan<int> taps, Span<Tensor> tapped)
    {
        Tensor current = x;
        int start = 0;
        for (int i = 0; i < taps.Length; i++)
        {
            current = Run(layers[start..(taps[i] + 1)], current);
            tapped[i] = current;
            start = taps[i] + 1;
        }

        return Run(layers[start..], current);
    }

    /// <summary>Gives an intermediate result back after <paramref name="next"/> has been computed from it.</summary>
    public static void Release(Tensor result, Tensor next, Tensor input)
    {
        if (!ReferenceEquals(result.Storage, input.Storage))
        {
            result.ReleaseAfter(next);
        }
    }

    /// <summary>Runs the first layer, together with those behind it that can run with it as one operation.</summary>
    private static Tensor Run(ReadOnlySpan<Module> layers, Tensor x, out int count)
    {
        Module first = layers[0];
        Module? second = layers.Length > 1 ? layers[1] : null;
        if (first is Conv2d convolution && second is BatchNorm2d behind)
        {
            bool relu = layers.Length > 2 && layers[2] is ReLU { HasHooks: false };
            count = relu ? 3 : 2;
            return relu ? ConvNorm.Relu(convolution, behind, x) : ConvNorm.Plain(convolution, behind, x);
        }

        if (first is BatchNorm2d { HasHooks: false } norm && second is ReLU { HasHooks: false })
        {
            count = 2;
            return norm.NormalizeRelu(x);
        }

        count = 1;
        return first.Forward(x);
    }
}
