namespace Hone.Nn;

/// <summary>Runs layers one after the other.</summary>
internal static class LayerChain
{
    /// <summary>
    /// Inside a step an intermediate result goes back to the pool as soon as the next layer has run, unless the tape or a hook holds
    /// it. The input belongs to the caller, and so does every view of it.
    /// </summary>
    public static Tensor Run(ReadOnlySpan<Module> layers, Tensor x)
    {
        Tensor current = x;
        foreach (Module layer in layers)
        {
            Tensor next = layer.Forward(current);
            Release(current, next, x);
            current = next;
        }

        return current;
    }

    /// <summary>Gives an intermediate result back after <paramref name="next"/> has been computed from it.</summary>
    public static void Release(Tensor result, Tensor next, Tensor input)
    {
        if (!ReferenceEquals(result.Storage, input.Storage))
        {
            result.ReleaseAfter(next);
        }
    }
}
