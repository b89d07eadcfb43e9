using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>A tile of C of any number of columns up to a panel's: the last panel of a matrix is seldom full.</summary>
internal static unsafe class EdgeTile<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Runs <see cref="TileKernel"/>, with its parameters; B has whole registers of columns, whatever stands in those that C lacks.</summary>
    public static void Run(
        int rows, int columns, nint depth, float* a, nint aRow, nint aStep, float* b, nint bStep, float* c, nint cRow, Addend addend, float* ahead, nint aheadStep)
    {
        if (columns == 2 * TPolicy.Width)
        {
            TileKernel.Run<TPolicy, TVector>(rows, 2, depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
        }
        else if (columns == TPolicy.Width)
        {
            TileKernel.Run<TPolicy, TVector>(rows, 1, depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
        }
        else
        {
            RunNarrow(rows, columns, depth, a, aRow, aStep, b, bStep, c, cRow, addend, ahead, aheadStep);
        }
    }

    /// <summary>The product goes into whole registers beside C, and from there into the columns that C has.</summary>
    [SkipLocalsInit]
    private static void RunNarrow(
        int rows, int columns, nint depth, float* a, nint aRow, nint aStep, float* b, nint bStep, float* c, nint cRow, Addend addend, float* ahead, nint aheadStep)
    {
        int width = 2 * TPolicy.Width;
        float* product = stackalloc float[TileKernel.RowLimit * width];
        int vectors = columns <= TPolicy.Width ? 1 : 2;
        TileKernel.Run<TPolicy, TVector>(rows, vectors, depth, a, aRow, aStep, b, bStep, product, width, Addend.None, ahead, aheadStep);
        for (nint r = 0; r < rows; r++)
        {
            float* source = product + (r * width);
            float* row = c + (r * cRow);
            float* added = addend.Data + (r * addend.Row);
            int left = columns;
            if (left > TPolicy.Width)
            {
                TVector whole = TPolicy.Load(source);
                TPolicy.Store(row, addend.IsNone ? whole : TPolicy.Add(whole, TPolicy.Load(added)));
                source += TPolicy.Width;
                row += TPolicy.Width;
                added += TPolicy.Width;
                left -= TPolicy.Width;
            }

            TVector part = TPolicy.Load(source);
            TPolicy.StoreFirst(row, left, addend.IsNone ? part : TPolicy.Add(part, TPolicy.LoadFirst(added, left)));
        }
    }
}
