namespace Hone.Learn;

/// <summary>The arrays of all trees, one tree after the other.</summary>
internal sealed class TreeArrays
{
    private const string NodeCounts = "node_counts";
    private const string SetCounts = "set_counts";
    private const string Features = "features";
    private const string Thresholds = "thresholds";
    private const string Lefts = "lefts";
    private const string Values = "values";
    private const string Weights = "weights";
    private const string Gains = "gains";
    private const string Sets = "sets";
    private const int Categorical = 1;
    private const int MissingRight = 2;
    private const string Flags = "flags";

    private readonly Dictionary<string, Array> _arrays;

    private TreeArrays(Dictionary<string, Array> arrays) => _arrays = arrays;

    public static TreeArrays From(Tree[] trees)
    {
        TreeNode[] nodes = [.. trees.SelectMany(tree => tree.Nodes)];
        return new TreeArrays(new()
        {
            [NodeCounts] = Array.ConvertAll(trees, tree => tree.Nodes.Length),
            [SetCounts] = Array.ConvertAll(trees, tree => tree.Sets.Length),
            [Features] = Array.ConvertAll(nodes, node => node.Feature),
            [Flags] = Array.ConvertAll(nodes, node => (byte)((node.IsCategorical ? Categorical : 0) | (node.MissingGoesRight ? MissingRight : 0))),

            // For categories, where their set begins; as a float it could be a NaN that a copy does not keep.
            [Thresholds] = Array.ConvertAll(nodes, node => BitConverter.SingleToInt32Bits(node.Threshold)),
            [Lefts] = Array.ConvertAll(nodes, node => node.Left),
            [Values] = (double[])[.. trees.SelectMany(tree => tree.Values)],
            [Weights] = (double[])[.. trees.SelectMany(tree => tree.Weights)],
            [Gains] = (double[])[.. trees.SelectMany(tree => tree.Gains)],
            [Sets] = (int[])[.. trees.SelectMany(tree => tree.Sets).Select(word => (int)word)],
        });
    }

    public Dictionary<string, Tensor> ToTensors() => _arrays.ToDictionary(pair => pair.Key, pair => pair.Value switch
    {
        int[] numbers => Tensor.From(numbers, [numbers.Length]),
        byte[] bytes => Tensor.From(bytes, [bytes.Length]),
        _ => Tensor.From((double[])pair.Value, [pair.Value.Length]),
    });

    public static TreeArrays FromTensors(IReadOnlyDictionary<string, Tensor> tensors, string place)
    {
        var arrays = new Dictionary<string, Array>();
        foreach (string name in (string[])[NodeCounts, SetCounts, Features, Thresholds, Lefts, Sets])
        {
            arrays[name] = Find(tensors, name, DType.Int32, place).ToArray<int>();
        }

        foreach (string name in (string[])[Values, Weights, Gains])
        {
            arrays[name] = Find(tensors, name, DType.Float64, place).ToArray<double>();
        }

        arrays[Flags] = Find(tensors, Flags, DType.UInt8, place).ToArray<byte>();
        return new TreeArrays(arrays);
    }

    /// <summary>Cuts the arrays into trees, and refuses whatever a walk could not survive.</summary>
    public Tree[] ToTrees(int count, int outputs, int columns, string place)
    {
        var nodeCounts = (int[])_arrays[NodeCounts];
        var setCounts = (int[])_arrays[SetCounts];
        RequireLength(NodeCounts, count, place);
        RequireLength(SetCounts, count, place);
        long nodes = nodeCounts.Sum(n => (long)n);
        if (Array.Exists(nodeCounts, n => n < 1) || Array.Exists(setCounts, n => n < 0))
        {
            throw Broken(place, "At least one node in each tree.", $"counts down to {nodeCounts.Min()} nodes and {setCounts.Min()} words");
        }

        foreach (string name in (string[])[Features, Flags, Thresholds, Lefts, Weights, Gains])
        {
            RequireLength(name, nodes, place);
        }

        RequireLength(Values, nodes * outputs, place);
        RequireLength(Sets, setCounts.Sum(n => (long)n), place);
        var trees = new Tree[count];
        int firstNode = 0;
        int firstWord = 0;
        for (int t = 0; t < count; t++)
        {
            uint[] sets = Array.ConvertAll(((int[])_arrays[Sets])[firstWord..(firstWord + setCounts[t])], word => (uint)word);
            var treeNodes = new TreeNode[nodeCounts[t]];
            for (int i = 0; i < treeNodes.Length; i++)
            {
                treeNodes[i] = NodeAt(firstNode + i, i, treeNodes.Length, columns, sets, $"{place}, tree {t}, node {i}");
            }

            trees[t] = new Tree(
                treeNodes,
                ((double[])_arrays[Values])[(firstNode * outputs)..((firstNode + treeNodes.Length) * outputs)],
                ((double[])_arrays[Weights])[firstNode..(firstNode + treeNodes.Length)],
                ((double[])_arrays[Gains])[firstNode..(firstNode + treeNodes.Length)],
                sets);
            firstNode += treeNodes.Length;
            firstWord += setCounts[t];
        }

        return trees;
    }

    private TreeNode NodeAt(int at, int self, int nodes, int columns, uint[] sets, string place)
    {
        int feature = ((int[])_arrays[Features])[at];
        int left = ((int[])_arrays[Lefts])[at];
        int threshold = ((int[])_arrays[Thresholds])[at];
        byte flags = ((byte[])_arrays[Flags])[at];
        if (left == self)
        {
            return TreeNode.Leaf(self);
        }

        // Children after their parents: every walk ends.
        if (left <= self || left >= nodes - 1)
        {
            throw Broken(place, $"A leaf, or children from node {self + 1} to {nodes - 1}.", $"children {left} and {left + 1L}");
        }

        if ((uint)feature >= (uint)columns)
        {
            throw Broken(place, $"A column from 0 to {columns - 1}.", $"column {feature}");
        }

        bool missingGoesRight = (flags & MissingRight) != 0;
        if ((flags & Categorical) == 0)
        {
            return TreeNode.Split(feature, BitConverter.Int32BitsToSingle(threshold), missingGoesRight, left);
        }

        bool isInside = (uint)threshold < (uint)sets.Length && sets[threshold] <= (uint)(sets.Length - threshold - 1);
        if (!isInside)
        {
            throw Broken(place, $"A set of categories inside {sets.Length} words.", $"a set that begins at word {threshold}");
        }

        return TreeNode.SplitCategories(feature, threshold, missingGoesRight, left);
    }

    private void RequireLength(string name, long length, string place)
    {
        if (_arrays[name].Length != length)
        {
            throw Broken(place, $"\"{name}\" with {length} numbers.", $"{_arrays[name].Length}");
        }
    }

    private static Tensor Find(IReadOnlyDictionary<string, Tensor> tensors, string name, DType type, string place)
    {
        if (!tensors.TryGetValue(name, out Tensor? tensor))
        {
            throw Broken(place, $"An array \"{name}\".", tensors.Count == 0 ? "no arrays" : string.Join(", ", tensors.Keys));
        }

        return tensor.DType == type && tensor.Shape.Rank == 1 ? tensor : throw Broken(place, $"\"{name}\" as a list of {type}.", $"{tensor.DType} of shape {tensor.Shape}");
    }

    private static HoneFormatException Broken(string place, string expected, string got) => new(place, null, expected, got, "the file is damaged: copy or save it again");
}
