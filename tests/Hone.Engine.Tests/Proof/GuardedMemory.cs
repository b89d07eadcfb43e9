using Hone.Memory;

namespace Hone.Engine.Tests.Proof;

/// <summary>
/// A step in which every tensor lies alone between two guard zones. Guards, and the elements before they are written, hold NaN for float32 and
/// float64 alike: what an operation reads outside or before it was written shows in its result, and what it writes outside shows in the guards.
/// </summary>
internal sealed unsafe class GuardedMemory : IDisposable
{
    private const int Guard = 1024;

    private readonly List<Storage> _blocks = [];
    private readonly StepArena _arena;

    public GuardedMemory() => _arena = StepArena.Open(NewBlock);

    /// <summary>Number of tensors' blocks handed out.</summary>
    public int Count => _blocks.Count;

    /// <summary>Result and gradients of a function, computed in guarded memory.</summary>
    /// <returns>The values of the result, then of the gradient of each input; an input without gradient has none.</returns>
    public static double[][] Run(Func<Tensor[], Tensor> function, Tensor[] inputs, Func<Tensor, Tensor> seed)
    {
        using var memory = new GuardedMemory();
        Tensor[] guarded = [.. inputs.Select(Leaf)];
        Tensor y = function(guarded).Hold();
        y.Backward(seed(y));
        double[][] values = [Values(y), .. guarded.Select(input => Values(input.Grad))];
        memory.AssertGuards();
        return values;
    }

    /// <summary>float32 and float64 values alike; none for a gradient that nobody computed.</summary>
    public static double[] Values(Tensor? tensor) => tensor switch
    {
        null => [],
        { DType: DType.Float32 } => Array.ConvertAll(tensor.ToArray<float>(), x => (double)x),
        _ => tensor.ToArray<double>(),
    };

    /// <summary>A leaf in guarded memory with the values and layout of another, whose gradient will lie in guarded memory too.</summary>
    public static Tensor Leaf(Tensor input)
    {
        Tensor leaf = input.Copy().Hold();
        leaf.RequiresGrad = true;
        leaf.PlaceGradient(leaf.EmptyAlike().Hold());
        return leaf;
    }

    /// <summary>Fails if anything outside the tensors has changed since this step began.</summary>
    public void AssertGuards()
    {
        foreach (Storage block in _blocks)
        {
            AssertMarks(block.Pointer - Guard, Guard, 0, block, "before");
            AssertMarks(block.Pointer + block.Capacity, Guard, Guard + block.Capacity, block, "behind");
        }
    }

    public void Dispose() => _arena.Close();

    private static void AssertMarks(byte* start, int length, nint position, Storage block, string where)
    {
        for (int i = 0; i < length; i++)
        {
            if (start[i] != Mark(position + i))
            {
                Assert.Fail($"byte {i} {where} a block of {block.Capacity} bytes was overwritten");
            }
        }
    }

    /// <summary>
    /// Bytes of the words 0x7FFFF000 + n: NaN as float32, and as float64 in either half; the count lets a copy from one guard to another show.
    /// </summary>
    private static byte Mark(nint position)
    {
        uint word = 0x7FFFF000u + (uint)((position / 4) & 0xFFF);
        return (byte)(word >> (8 * (int)(position & 3)));
    }

    private Storage NewBlock(nint bytes)
    {
        var block = new Storage(bytes, Guard);
        byte* start = block.Pointer - Guard;
        nint words = (bytes + (2 * Guard)) / 4;
        for (nint i = 0; i < words; i++)
        {
            ((uint*)start)[i] = 0x7FFFF000u + (uint)(i & 0xFFF);
        }

        // The last bytes of a block whose size is not a multiple of four.
        for (nint i = words * 4; i < bytes + (2 * Guard); i++)
        {
            start[i] = Mark(i);
        }

        lock (_blocks)
        {
            _blocks.Add(block);
        }

        return block;
    }
}
