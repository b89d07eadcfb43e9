namespace Hone.Learn;

/// <summary>Collects the nodes of a tree while it grows.</summary>
internal sealed class TreeBuilder
{
    private readonly int _outputs;
    private TreeNode[] _nodes = new TreeNode[64];
    private double[] _values;
    private double[] _weights = new double[64];
    private double[] _gains = new double[64];
    private uint[] _sets = [];
    private int _count;
    private int _setLength;

    public TreeBuilder(int outputs)
    {
        _outputs = outputs;
        _values = new double[64 * outputs];
    }

    /// <summary>Begins another tree in the same memory.</summary>
    public void Clear()
    {
        _count = 0;
        _setLength = 0;
    }

    /// <summary>Adds nodes that are leaves until they are split, and returns the index of the first.</summary>
    public int Add(int count)
    {
        int first = _count;
        _count += count;
        if (_count > _nodes.Length)
        {
            int capacity = _nodes.Length * 2;
            Array.Resize(ref _nodes, capacity);
            Array.Resize(ref _values, capacity * _outputs);
            Array.Resize(ref _weights, capacity);
            Array.Resize(ref _gains, capacity);
        }

        for (int node = first; node < _count; node++)
        {
            _nodes[node] = TreeNode.Leaf(node);
            _gains[node] = 0;
        }

        return first;
    }

    /// <summary>Adds a set of categories.</summary>
    /// <returns>Where it begins.</returns>
    public int AddSet(ReadOnlySpan<uint> words)
    {
        int start = _setLength;
        _setLength += words.Length + 1;
        if (_setLength > _sets.Length)
        {
            Array.Resize(ref _sets, Math.Max(_setLength, _sets.Length * 2));
        }

        _sets[start] = (uint)words.Length;
        words.CopyTo(_sets.AsSpan(start + 1));
        return start;
    }

    public void SetSplit(int node, TreeNode split, double gain)
    {
        _nodes[node] = split;
        _gains[node] = gain;
    }

    public void SetWeight(int node, double weight) => _weights[node] = weight;

    public Span<double> Values(int node) => _values.AsSpan(node * _outputs, _outputs);

    public Tree Build() => new(_nodes[.._count], _values[..(_count * _outputs)], _weights[.._count], _gains[.._count], _sets[.._setLength]);
}
