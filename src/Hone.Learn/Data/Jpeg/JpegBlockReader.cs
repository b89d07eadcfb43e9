using System.Runtime.CompilerServices;

namespace Hone.Learn.Data;

/// <summary>Decodes the coefficients of one block. Each method answers false when the bits are no valid code.</summary>
internal static class JpegBlockReader
{
    private const int LookupShift = 64 - JpegHuffmanTable.LookupBits;

    /// <summary>A code and its value together have at most this many bits.</summary>
    private const int LongestCoefficient = 32;

    /// <summary>A whole block of a sequential image (ITU-T T.81, F.2.2).</summary>
    /// <param name="reader">The bits.</param>
    /// <param name="component">Its tables and prediction.</param>
    /// <param name="block">64 zeros, filled row by row.</param>
    /// <param name="hasAc">Whether there are coefficients besides the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Sequential(ref JpegBitReader reader, JpegComponent component, Span<short> block, out bool hasAc)
    {
        hasAc = false;
        int size = reader.Symbol(component.DcTable);
        if (size < 0)
        {
            return false;
        }

        component.DcPrediction += reader.TakeSigned(size);
        block[0] = (short)component.DcPrediction;

        ReadOnlySpan<byte> toNatural = JpegZigzag.ToNatural;
        ReadOnlySpan<int> coefficients = component.AcTable.Coefficients;
        ulong buffer = reader.Buffer;
        int count = reader.Count;
        int k = 1;
        bool isInside = true;
        while (k < JpegZigzag.Size)
        {
            if (count < LongestCoefficient)
            {
                reader.Refill(ref buffer, ref count);
            }

            int entry = coefficients[(int)(buffer >> LookupShift)];
            if (entry != 0)
            {
                k += (byte)(entry >> 8);
                buffer <<= (byte)entry;
                count -= (byte)entry;
                if (k >= JpegZigzag.Size)
                {
                    isInside = k > JpegHuffmanTable.EndOfBlock;
                    break;
                }

                block[toNatural[k]] = (short)(entry >> 16);
                k++;
                hasAc = true;
                continue;
            }

            // A long code, or a short one with a large value, or 16 zeros.
            reader.Buffer = buffer;
            reader.Count = count;
            int symbol = reader.Symbol(component.AcTable);
            if (symbol < 0)
            {
                return false;
            }

            int run = symbol >> 4;
            size = symbol & 15;
            int value = reader.TakeSigned(size);
            buffer = reader.Buffer;
            count = reader.Count;
            if (size == 0)
            {
                k = run == 15 ? k + 16 : k + JpegHuffmanTable.EndOfBlock;
                continue;
            }

            k += run;
            if (k >= JpegZigzag.Size)
            {
                isInside = false;
                break;
            }

            block[toNatural[k]] = (short)value;
            k++;
            hasAc = true;
        }

        reader.Buffer = buffer;
        reader.Count = count;

        // Behind the last coefficient or at the end of the block; a run that leads out of the block is neither.
        return isInside && (k is JpegZigzag.Size or > JpegHuffmanTable.EndOfBlock);
    }

    /// <summary>The upper bits of the first coefficient (ITU-T T.81, G.1.2.1).</summary>
    public static bool DcFirst(ref JpegBitReader reader, JpegComponent component, Span<short> block, int shift)
    {
        int size = reader.Symbol(component.DcTable);
        if (size < 0)
        {
            return false;
        }

        component.DcPrediction += reader.TakeSigned(size);
        block[0] = (short)(component.DcPrediction << shift);
        return true;
    }

    /// <summary>One more bit of the first coefficient.</summary>
    public static void DcRefine(ref JpegBitReader reader, Span<short> block, int shift)
    {
        block[0] |= (short)(reader.Take(1) << shift);
    }

    /// <summary>The upper bits of a range of coefficients (ITU-T T.81, G.1.2.2).</summary>
    /// <param name="reader">The bits.</param>
    /// <param name="scan">The range.</param>
    /// <param name="table">The codes.</param>
    /// <param name="block">The block.</param>
    /// <param name="endRun">How many blocks from this one on have nothing more in the range.</param>
    public static bool AcFirst(ref JpegBitReader reader, JpegScanHeader scan, JpegHuffmanTable table, Span<short> block, ref int endRun)
    {
        if (endRun > 0)
        {
            endRun--;
            return true;
        }

        ReadOnlySpan<byte> toNatural = JpegZigzag.ToNatural;
        int k = scan.First;
        while (k <= scan.Last)
        {
            int symbol = reader.Symbol(table);
            if (symbol < 0)
            {
                return false;
            }

            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0)
            {
                if (run < 15)
                {
                    endRun = (1 << run) - 1 + reader.Take(run);
                    return true;
                }

                k += 16;
                continue;
            }

            k += run;
            int value = reader.TakeSigned(size);
            if (k > scan.Last)
            {
                return false;
            }

            block[toNatural[k]] = (short)(value << scan.Shift);
            k++;
        }

        return k == scan.Last + 1;
    }

    /// <summary>One more bit of a range of coefficients, and those that become other than zero by it (ITU-T T.81, G.1.2.3).</summary>
    public static bool AcRefine(ref JpegBitReader reader, JpegScanHeader scan, JpegHuffmanTable table, Span<short> block, ref int endRun)
    {
        ReadOnlySpan<byte> toNatural = JpegZigzag.ToNatural;
        int bit = 1 << scan.Shift;
        int k = scan.First;
        while (endRun == 0 && k <= scan.Last)
        {
            int symbol = reader.Symbol(table);
            if (symbol < 0)
            {
                return false;
            }

            int zeros = symbol >> 4;
            int value = 0;
            if ((symbol & 15) != 0)
            {
                value = reader.Take(1) == 1 ? bit : -bit;
            }
            else if (zeros < 15)
            {
                endRun = (1 << zeros) + reader.Take(zeros);
                break;
            }

            // Over the zeros of the run; what is not zero takes its correction bit on the way.
            while (k <= scan.Last)
            {
                ref short coefficient = ref block[toNatural[k]];
                if (coefficient != 0)
                {
                    Correct(ref reader, ref coefficient, bit);
                }
                else
                {
                    zeros--;
                    if (zeros < 0)
                    {
                        coefficient = (short)value;
                        break;
                    }
                }

                k++;
            }

            k++;
        }

        if (endRun > 0)
        {
            for (; k <= scan.Last; k++)
            {
                ref short coefficient = ref block[toNatural[k]];
                if (coefficient != 0)
                {
                    Correct(ref reader, ref coefficient, bit);
                }
            }

            endRun--;
        }

        return true;
    }

    private static void Correct(ref JpegBitReader reader, ref short coefficient, int bit)
    {
        if (reader.Take(1) == 1 && (coefficient & bit) == 0)
        {
            coefficient += (short)(coefficient > 0 ? bit : -bit);
        }
    }
}
