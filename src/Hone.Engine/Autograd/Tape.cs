using Hone.Memory;

namespace Hone.Autograd;

/// <summary>
/// Reverse-mode differentiation. Operations hang a <see cref="Node"/> on their output while they run; backward walks the nodes
/// that lead to the loss in the reverse order of recording and lets go of each node's memory as soon as it has been used.
/// </summary>
internal static class Tape
{
    private static long s_visits;

    [ThreadStatic]
    private static bool t_paused;

    // Kept from one backward to the next, so that a steady step allocates neither.
    [ThreadStatic]
    private static List<Node>? t_nodes;

    [ThreadStatic]
    private static Stack<Node>? t_pending;

    /// <summary>Whether operations of this thread record.</summary>
    public static bool IsRecording
    {
        get => !t_paused;
        set => t_paused = !value;
    }

    /// <summary>Whether an operation over this input must be recorded.</summary>
    public static bool Needs(Tensor a) => !t_paused && a.NeedsGradient;

    /// <summary>Whether an operation over these inputs must be recorded.</summary>
    public static bool Needs(Tensor a, Tensor b) => !t_paused && (a.NeedsGradient || b.NeedsGradient);

    /// <summary>Whether an operation over these inputs must be recorded.</summary>
    public static bool Needs(params ReadOnlySpan<Tensor?> inputs)
    {
        if (t_paused)
        {
            return false;
        }

        foreach (Tensor? input in inputs)
        {
            if (input is not null && input.NeedsGradient)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Computes the gradient of <paramref name="root"/> with respect to every leaf that it was computed from.</summary>
    /// <param name="root">Usually the loss.</param>
    /// <param name="seed">Gradient of the final result with respect to the root; null stands for 1.</param>
    public static void Backward(Tensor root, Tensor? seed)
    {
        if (root.Producer is not { } last)
        {
            BackwardOfLeaf(root, seed);
            return;
        }

        // 1. All nodes that lead to the root.
        List<Node> nodes = t_nodes ?? [];
        t_nodes = null;
        Reachable(last, nodes);

        // 2. Reverse order of recording: a node comes after everything that used its output.
        nodes.Sort(static (a, b) => b.Sequence.CompareTo(a.Sequence));

        // 3. Seed, then walk. The caller's seed counts as in use, so that no operation writes over it.
        Storage? borrowed = seed is null || IsGradientOfLeaf(nodes, seed) ? null : seed.Storage;
        borrowed?.AddTapeUse();
        last.AddGradient(seed is null ? Tensor.Ones(root.Shape, root.DType) : borrowed is null ? seed.Copy() : seed);
        bool recording = IsRecording;
        IsRecording = false;
        try
        {
            foreach (Node node in nodes)
            {
                node.Run();
            }
        }
        finally
        {
            IsRecording = recording;
            borrowed?.EndBorrowing();
        }

        nodes.Clear();
        t_nodes = nodes;
    }

    /// <summary>A leaf was computed from nothing: the seed is its gradient.</summary>
    private static void BackwardOfLeaf(Tensor root, Tensor? seed)
    {
        if (!root.NeedsGradient)
        {
            throw new HoneException(
                "Backward starts from a tensor that requires a gradient, or from a result of operations on such tensors.",
                $"a tensor of shape {root.Shape} that does not require one and was not computed from any that does",
                "Backward",
                "set RequiresGrad on the parameters, and compute the loss outside NoGrad");
        }

        root.AccumulateGradient(seed ?? Tensor.Ones(root.Shape, root.DType));
    }

    /// <summary>Whether backward may write where the seed lies: in the gradient of a leaf.</summary>
    private static bool IsGradientOfLeaf(List<Node> nodes, Tensor seed)
    {
        foreach (Node node in nodes)
        {
            foreach (Edge edge in node.Inputs)
            {
                if (edge.Leaf is { } leaf && leaf.HasGradientIn(seed.Storage))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Reachable(Node last, List<Node> found)
    {
        long visit = Interlocked.Increment(ref s_visits);
        Stack<Node> pending = t_pending ?? [];
        t_pending = null;
        pending.Push(last);
        last.Visit = visit;
        while (pending.TryPop(out Node? node))
        {
            if (node.IsConsumed)
            {
                throw new HoneException(
                    "Backward runs once through each recorded operation.",
                    $"a second pass through {node.Name}, whose saved values are gone",
                    "Backward",
                    "compute the loss again, or add the losses and call Backward once on the sum");
            }

            node.RequireUnchanged();
            found.Add(node);
            foreach (Edge edge in node.Inputs)
            {
                if (edge.Producer is { } producer && producer.Visit != visit)
                {
                    producer.Visit = visit;
                    pending.Push(producer);
                }
            }
        }

        t_pending = pending;
    }
}
