using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// A product with one to four columns, such as the last layer of a classifier of two classes: lanes run along k, because along the columns most of them
/// would stand idle.
/// </summary>
/// <remarks>An element of C is the sum of its lanes' chains, whatever the number of rows and threads.</remarks>
internal static unsafe class DotProducts<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    private const int MaxColumns = 4;

    /// <summary>Registers along k at least: below that the sum over the lanes costs more than it saves.</summary>
    private const int MinVectors = 3;

    /// <summary>Whether A's rows and B's columns are lines of memory of a suitable length.</summary>
    public static bool Suits(in MatrixProduct p) =>
        p.Columns <= MaxColumns
        && p.A.Column == 1
        && p.B.Row == 1
        && p.Depth >= MinVectors * TPolicy.Width
        && p.Depth <= TileShape<TPolicy, TVector>.MaxDepth;

    public static void Run(in MatrixProduct product)
    {
        Job job = new() { Product = product, Parts = Partition.Parts((nint)product.Rows * product.Depth, Partition.ParallelElements) };
        WorkerPool.Run(job.Parts, &MultiplyRows, &job);
    }

    private static void MultiplyRows(void* state, int part)
    {
        ref Job job = ref *(Job*)state;
        int first = (int)((long)job.Product.Rows * part / job.Parts);
        int last = (int)((long)job.Product.Rows * (part + 1) / job.Parts);
        switch (job.Product.Columns)
        {
            case 4:
                MultiplyRows<FourRows>(job.Product, first, last);
                break;
            case 3:
                MultiplyRows<ThreeRows>(job.Product, first, last);
                break;
            case 2:
                MultiplyRows<TwoRows>(job.Product, first, last);
                break;
            default:
                MultiplyRows<OneRow>(job.Product, first, last);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRows<TColumns>(in MatrixProduct p, int first, int last)
        where TColumns : struct, IRowCount
    {
        nint depth = p.Depth;
        nint whole = depth / TPolicy.Width * TPolicy.Width;
        int rest = (int)(depth - whole);
        nint column = p.B.Column;
        for (int row = first; row < last; row++)
        {
            float* a = p.A.At(row, 0);
            float* b = p.B.Data;
            TVector c0 = TPolicy.Zero;
            TVector c1 = TPolicy.Zero;
            TVector c2 = TPolicy.Zero;
            TVector c3 = TPolicy.Zero;
            for (nint k = 0; k < whole; k += TPolicy.Width)
            {
                TVector x = TPolicy.Load(a + k);
                float* y = b + k;
                c0 = TPolicy.MultiplyAdd(x, TPolicy.Load(y), c0);
                if (TColumns.Value > 1)
                {
                    c1 = TPolicy.MultiplyAdd(x, TPolicy.Load(y + column), c1);
                }

                if (TColumns.Value > 2)
                {
                    c2 = TPolicy.MultiplyAdd(x, TPolicy.Load(y + (2 * column)), c2);
                }

                if (TColumns.Value > 3)
                {
                    c3 = TPolicy.MultiplyAdd(x, TPolicy.Load(y + (3 * column)), c3);
                }
            }

            if (rest > 0)
            {
                TVector x = TPolicy.LoadFirst(a + whole, rest);
                float* y = b + whole;
                c0 = TPolicy.MultiplyAdd(x, TPolicy.LoadFirst(y, rest), c0);
                if (TColumns.Value > 1)
                {
                    c1 = TPolicy.MultiplyAdd(x, TPolicy.LoadFirst(y + column, rest), c1);
                }

                if (TColumns.Value > 2)
                {
                    c2 = TPolicy.MultiplyAdd(x, TPolicy.LoadFirst(y + (2 * column), rest), c2);
                }

                if (TColumns.Value > 3)
                {
                    c3 = TPolicy.MultiplyAdd(x, TPolicy.LoadFirst(y + (3 * column), rest), c3);
                }
            }

            float* c = p.C + (row * p.CRow);
            Addend addend = p.Addend.From(row, 0);
            c[0] = TPolicy.Sum(c0) + (addend.IsNone ? 0 : addend.Data[0]);
            if (TColumns.Value > 1)
            {
                c[1] = TPolicy.Sum(c1) + (addend.IsNone ? 0 : addend.Data[1]);
            }

            if (TColumns.Value > 2)
            {
                c[2] = TPolicy.Sum(c2) + (addend.IsNone ? 0 : addend.Data[2]);
            }

            if (TColumns.Value > 3)
            {
                c[3] = TPolicy.Sum(c3) + (addend.IsNone ? 0 : addend.Data[3]);
            }
        }
    }

    private struct Job
    {
        public MatrixProduct Product;

        public int Parts;
    }
}
