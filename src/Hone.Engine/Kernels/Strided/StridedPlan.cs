namespace Hone.Kernels;

/// <summary>
/// How up to four operands of one shape are walked together: axes in the physical order of the first operand, neighbouring axes
/// merged where every operand allows it, so that most walks end as one or two long inner loops.
/// </summary>
internal unsafe struct StridedPlan
{
    /// <summary>Axes that are left after merging, at most.</summary>
    private const int MaxRank = 12;

    /// <summary>Below this many elements finding the place of an inner loop takes longer than running it.</summary>
    private const int ShortLoop = 8;

    /// <summary>Number of axes left after merging; at least one.</summary>
    public int Rank;

    public fixed int Sizes[MaxRank];
    public fixed int StridesA[MaxRank];
    public fixed int StridesB[MaxRank];
    public fixed int StridesC[MaxRank];
    public fixed int StridesD[MaxRank];

    /// <summary>Plans a walk. The strides of an operand may be 0 along axes that it repeats.</summary>
    public StridedPlan(Shape shape, int[] a, int[] b, int[] c)
        : this(shape, a, b, c, c)
    {
    }

    /// <summary>The same for four operands.</summary>
    public StridedPlan(Shape shape, int[] a, int[] b, int[] c, int[] d)
    {
        Span<int> order = stackalloc int[shape.Rank];
        Layout.PhysicalOrder(shape, a, order);
        int rank = 0;
        foreach (int axis in order)
        {
            int size = shape[axis];
            if (size == 1)
            {
                continue;
            }

            // The previous (outer) axis continues in this one when its stride is this size times this stride, for all operands.
            bool merges = rank > 0
                && StridesA[rank - 1] == size * a[axis]
                && StridesB[rank - 1] == size * b[axis]
                && StridesC[rank - 1] == size * c[axis]
                && StridesD[rank - 1] == size * d[axis];
            if (merges)
            {
                rank--;
                Sizes[rank] *= size;
            }
            else
            {
                if (rank == MaxRank)
                {
                    throw TooManyAxes(shape);
                }

                Sizes[rank] = size;
            }

            StridesA[rank] = a[axis];
            StridesB[rank] = b[axis];
            StridesC[rank] = c[axis];
            StridesD[rank] = d[axis];
            rank++;
        }

        if (rank == 0)
        {
            Sizes[0] = 1;
            rank = 1;
        }

        Rank = rank;
    }

    /// <summary>Length of the inner loop.</summary>
    public readonly int InnerSize => Sizes[Rank - 1];

    public readonly int InnerA => StridesA[Rank - 1];

    public readonly int InnerB => StridesB[Rank - 1];

    public readonly int InnerC => StridesC[Rank - 1];

    public readonly int InnerD => StridesD[Rank - 1];

    /// <summary>Number of inner loops.</summary>
    public readonly nint OuterCount
    {
        get
        {
            nint count = 1;
            for (int i = 0; i < Rank - 1; i++)
            {
                count *= Sizes[i];
            }

            return count;
        }
    }

    /// <summary>
    /// Exchanges the two innermost axes where the inner loop is short and the next one longer, as with three colors that become the innermost
    /// axis. Only for loops that treat each element by itself.
    /// </summary>
    public void LengthenInnerLoop()
    {
        int inner = Rank - 1;
        int outer = Rank - 2;
        if (outer < 0 || Sizes[inner] >= ShortLoop || Sizes[outer] <= Sizes[inner])
        {
            return;
        }

        (Sizes[inner], Sizes[outer]) = (Sizes[outer], Sizes[inner]);
        (StridesA[inner], StridesA[outer]) = (StridesA[outer], StridesA[inner]);
        (StridesB[inner], StridesB[outer]) = (StridesB[outer], StridesB[inner]);
        (StridesC[inner], StridesC[outer]) = (StridesC[outer], StridesC[inner]);
        (StridesD[inner], StridesD[outer]) = (StridesD[outer], StridesD[inner]);
    }

    /// <summary>Offsets of one inner loop's first elements.</summary>
    public readonly void Locate(nint outer, out nint a, out nint b, out nint c)
    {
        a = 0;
        b = 0;
        c = 0;
        for (int i = Rank - 2; i > 0; i--)
        {
            nint index = outer % Sizes[i];
            outer /= Sizes[i];
            a += index * StridesA[i];
            b += index * StridesB[i];
            c += index * StridesC[i];
        }

        // What is left is the place along the outermost axis: a walk of two axes needs no division at all.
        if (Rank > 1)
        {
            a += outer * StridesA[0];
            b += outer * StridesB[0];
            c += outer * StridesC[0];
        }
    }

    /// <summary>The same for the fourth operand, apart because few loops have one.</summary>
    public readonly nint LocateFourth(nint outer)
    {
        nint d = 0;
        for (int i = Rank - 2; i > 0; i--)
        {
            d += outer % Sizes[i] * StridesD[i];
            outer /= Sizes[i];
        }

        return Rank > 1 ? d + (outer * StridesD[0]) : 0;
    }

    private static ShapeException TooManyAxes(Shape shape) =>
        new(
            $"An operation walks at most {MaxRank} axes that do not continue each other in memory.",
            $"shape {shape}",
            CallerName.Operation(),
            "join axes with Reshape, before they are permuted or expanded");
}
