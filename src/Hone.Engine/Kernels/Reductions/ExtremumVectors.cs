using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>The register form of <see cref="ExtremumLoop{T, TFold}"/>, along one row or down the columns of several.</summary>
internal static unsafe class ExtremumVectors<TFold, TPolicy, TVector>
    where TFold : struct, IExtremum
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Floats of a row that are folded before anybody looks for the place.</summary>
    private const int Block = 512;

    /// <summary>Rows whose numbers a float counts exactly.</summary>
    private const int MostRows = 1 << 24;

    /// <inheritdoc cref="ExtremumLoop{T, TFold}.Plain"/>
    public static void Choose(nint rows, nint columns, nint stride, float* x, float* values, long* indices)
    {
        if (columns == 1 && stride == 1 && rows >= TPolicy.Width)
        {
            Row(rows, x, values, indices);
        }
        else if (columns < TPolicy.Width || rows > MostRows || !Columns(rows, columns, stride, x, values, indices))
        {
            ExtremumLoop<float, TFold>.Plain(rows, columns, stride, x, values, indices);
        }
    }

    /// <summary>One row: a block is looked at register by register, and a register one by one, only if something in it beats all before, which is rare.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(nint count, float* x, float* value, long* index)
    {
        float best = x[0];
        nint place = 0;
        TVector repeated = TPolicy.Create(best);
        for (nint start = 0; start < count && !float.IsNaN(best); start += Block)
        {
            nint end = Math.Min(count, start + Block);
            if (!MayBeat(end - start, x + start, repeated))
            {
                continue;
            }

            for (nint i = start; i < end && !float.IsNaN(best); i += TPolicy.Width)
            {
                nint last = Math.Min(end, i + TPolicy.Width);
                repeated = TPolicy.Create(best);
                if (!MayBeat(last - i, x + i, repeated))
                {
                    continue;
                }

                for (nint j = i; j < last && !float.IsNaN(best); j++)
                {
                    if (TFold.Beats(x[j], best) || float.IsNaN(x[j]))
                    {
                        best = x[j];
                        place = j;
                    }
                }
            }

            repeated = TPolicy.Create(best);
        }

        *value = best;
        *index = place;
    }

    /// <summary>Whether one of some floats, at least one, beats the best so far or is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayBeat(nint count, float* x, TVector best)
    {
        nint width = TPolicy.Width;
        if (count < width)
        {
            return true;
        }

        TVector even = best;
        TVector odd = best;
        nint i = 0;
        for (; i + (2 * width) <= count; i += 2 * width)
        {
            even = TFold.Join<TPolicy, TVector>(even, TPolicy.Load(x + i));
            odd = TFold.Join<TPolicy, TVector>(odd, TPolicy.Load(x + i + width));
        }

        // The last registers overlap what has been read already.
        even = TFold.Join<TPolicy, TVector>(even, TPolicy.Load(x + count - width));
        odd = TFold.Join<TPolicy, TVector>(odd, TPolicy.Load(x + Math.Max(0, count - (2 * width))));
        return !TPolicy.AllEqual(TFold.Join<TPolicy, TVector>(even, odd), best);
    }

    /// <summary>Row after row: lanes are columns and keep their best and its row. False if a NaN, or infinities of both signs, have to be looked at one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Columns(nint rows, nint columns, nint stride, float* x, float* values, long* indices)
    {
        nint width = TPolicy.Width;
        float* places = Scratch.Floats(ScratchSlot.Reduction, columns);
        new Span<float>(x, (int)columns).CopyTo(new Span<float>(values, (int)columns));
        new Span<float>(places, (int)columns).Clear();
        TVector check = TPolicy.Zero;

        // Four rows at a time: the best of them, the first of equals, against the best before. At the end the last row stands in for those that are missing.
        for (nint row = 0; row < rows; row += 4)
        {
            nint row1 = Math.Min(row + 1, rows - 1);
            nint row2 = Math.Min(row + 2, rows - 1);
            nint row3 = Math.Min(row + 3, rows - 1);
            float* line0 = x + (row * stride);
            float* line1 = x + (row1 * stride);
            float* line2 = x + (row2 * stride);
            float* line3 = x + (row3 * stride);
            TVector place0 = TPolicy.Create(row);
            TVector place1 = TPolicy.Create(row1);
            TVector place2 = TPolicy.Create(row2);
            TVector place3 = TPolicy.Create(row3);
            for (nint column = 0; column < columns; column += width)
            {
                // The register that overlaps the one before finds nothing new in the lanes that it sees again.
                column = Math.Min(column, columns - width);
                TVector value0 = TPolicy.Load(line0 + column);
                TVector value1 = TPolicy.Load(line1 + column);
                TVector value2 = TPolicy.Load(line2 + column);
                TVector value3 = TPolicy.Load(line3 + column);
                check = TPolicy.Add(check, TPolicy.Add(TPolicy.Add(value0, value1), TPolicy.Add(value2, value3)));

                TVector isSecond = TFold.Beats<TPolicy, TVector>(value1, value0);
                TVector upper = TPolicy.Select(isSecond, value1, value0);
                TVector upperPlace = TPolicy.Select(isSecond, place1, place0);
                TVector isFourth = TFold.Beats<TPolicy, TVector>(value3, value2);
                TVector lower = TPolicy.Select(isFourth, value3, value2);
                TVector lowerPlace = TPolicy.Select(isFourth, place3, place2);
                TVector isLower = TFold.Beats<TPolicy, TVector>(lower, upper);
                TVector value = TPolicy.Select(isLower, lower, upper);
                TVector place = TPolicy.Select(isLower, lowerPlace, upperPlace);

                TVector best = TPolicy.Load(values + column);
                TVector beats = TFold.Beats<TPolicy, TVector>(value, best);
                TPolicy.Store(values + column, TPolicy.Select(beats, value, best));
                TPolicy.Store(places + column, TPolicy.Select(beats, place, TPolicy.Load(places + column)));
            }
        }

        for (nint column = 0; column < columns; column++)
        {
            indices[column] = (long)places[column];
        }

        return TPolicy.AllEqual(check, check);
    }
}
