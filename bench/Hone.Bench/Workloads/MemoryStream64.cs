using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Hone.Kernels;

namespace Hone.Bench.Workloads;

/// <summary>Arrays of 64 MiB, larger than any cache here, moved by plain library loops on all threads.</summary>
internal sealed unsafe class MemoryStream64
{
    public const int Bytes = 64 << 20;

    private const int Count = Bytes / sizeof(float);
    private const int Parts = 64;

    private readonly StreamKind _kind;
    private readonly float* _a = Allocate();
    private readonly float* _b = Allocate();
    private readonly float* _c = Allocate();
    private readonly double[] _sums = new double[Parts];

    public MemoryStream64(StreamKind kind) => _kind = kind;

    ~MemoryStream64()
    {
        NativeMemory.AlignedFree(_a);
        NativeMemory.AlignedFree(_b);
        NativeMemory.AlignedFree(_c);
    }

    public void Run()
    {
        fixed (double* sums = _sums)
        {
            var job = new Job { Kind = _kind, A = _a, B = _b, C = _c, Sums = sums };
            WorkerPool.Run(Parts, &Part, &job);
        }

        GC.KeepAlive(this);
    }

    private static void Part(void* state, int part)
    {
        var job = (Job*)state;
        const int Length = Count / Parts;
        var a = new Span<float>(job->A + (part * Length), Length);
        var b = new Span<float>(job->B + (part * Length), Length);
        var c = new Span<float>(job->C + (part * Length), Length);
        switch (job->Kind)
        {
            case StreamKind.Copy:
                a.CopyTo(c);
                break;
            case StreamKind.Add:
                TensorPrimitives.Add(a, b, c);
                break;
            default:
                job->Sums[part] = TensorPrimitives.Sum(a);
                break;
        }
    }

    private static float* Allocate()
    {
        var block = (float*)NativeMemory.AlignedAlloc(Bytes, 64);
        new Span<float>(block, Count).Fill(1);
        return block;
    }

    private struct Job
    {
        public StreamKind Kind;
        public float* A;
        public float* B;
        public float* C;
        public double* Sums;
    }
}
