using System.Diagnostics.CodeAnalysis;

namespace Hone.Memory;

/// <summary>
/// The small objects of a <see cref="RepeatedStep"/>: tensors, which serve the next run again, and the lists of their sizes and strides, which nobody ever changes, so
/// that one list serves for ever.
/// </summary>
internal sealed class HeaderPool
{
    /// <summary>Far more than one model has; inputs of ever new sizes must not fill the memory.</summary>
    private const int MostLists = 4096;

    private readonly List<Tensor> _tensors = [];
    private readonly HashSet<int[]> _lists = new(new ByContent());
    private readonly HashSet<int[]>.AlternateLookup<ReadOnlySpan<int>> _listsByContent;
    private int _taken;

    public HeaderPool() => _listsByContent = _lists.GetAlternateLookup<ReadOnlySpan<int>>();

    /// <summary>A tensor at a place in memory: an object of an earlier run where there is one.</summary>
    public Tensor Tensor(Storage storage, nint offset, Shape shape, int[] strides, DType type)
    {
        if (_taken < _tensors.Count)
        {
            return _tensors[_taken++].Become(storage, offset, shape, strides, type);
        }

        var fresh = new Tensor(storage, offset, shape, strides, type);
        _tensors.Add(fresh);
        _taken++;
        return fresh;
    }

    /// <summary>An array of these values.</summary>
    public int[] List(ReadOnlySpan<int> values)
    {
        if (_listsByContent.TryGetValue(values, out int[]? list))
        {
            return list;
        }

        if (_lists.Count == MostLists)
        {
            _lists.Clear();
        }

        list = values.ToArray();
        _lists.Add(list);
        return list;
    }

    /// <summary>Ends a run: its tensors are stale, and wait for the next one. Those that were given to somebody stay what they are.</summary>
    public void Rewind()
    {
        for (int i = _taken - 1; i >= 0; i--)
        {
            if (_tensors[i].IsLent)
            {
                _tensors.RemoveAt(i);
            }
            else
            {
                _tensors[i].Retire();
            }
        }

        _taken = 0;
    }

    private sealed class ByContent : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] int[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            uint hash = (uint)alternate.Length;
            foreach (int value in alternate)
            {
                hash = (System.Numerics.BitOperations.RotateLeft(hash, 5) ^ (uint)value) * 0x9E3779B1;
            }

            return (int)hash;
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
