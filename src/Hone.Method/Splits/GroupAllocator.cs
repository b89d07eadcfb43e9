namespace Hone.Method;

/// <summary>Puts whole groups into parts of given shares, as near as possible to the wanted count of every class in every part.</summary>
/// <remarks>
/// The rule, the same for folds and for train / valid / test; <see cref="GroupScore"/> says what is best.
/// 1. Few groups: every assignment is tried and the best is taken; among equals the least deviation of a class share, then the seed.
/// 2. Otherwise greedily: groups in the order of their weight Σ count² / items of the class, in powers of two, by the seed inside a
///    power; each goes where the distance grows least, among equals into the part that is least full, then into the first.
/// 3. Then single groups move, and pairs of groups change places, as long as that makes the score better.
/// No part stays empty as long as there are as many groups as parts. The result depends on the seed, and on no order of rows.
/// </remarks>
internal static class GroupAllocator
{
    private const int MostAssignments = 60_000;
    private const int MostPasses = 20;
    private const int MostGroupsForSwaps = 400;

    /// <summary>Returns the part of each group.</summary>
    public static GroupPlacement Allocate(GroupTable table, double[] shares, ulong seed)
    {
        int[] order = new IdHash(seed, "group").Shuffle(Enumerable.Range(0, table.Names.Length), table.Names);
        bool areEqual = shares.All(share => share == shares[0]);
        return AssignmentCount(order.Length, shares.Length, areEqual) <= MostAssignments
            ? Best(table, shares, order, areEqual)
            : Greedy(table, shares, order);
    }

    internal static GroupPlacement Greedy(GroupTable table, double[] shares, int[] order)
    {
        var placement = new GroupPlacement(table, shares);
        foreach (int group in order.OrderByDescending(group => WeightClass(table, group)))
        {
            placement.Put(group, Nearest(placement, group));
        }

        FillEmpty(placement);
        Improve(placement);
        return placement;
    }

    // Parts of equal shares are interchangeable: the next group goes into a part in use or into the first free one, no other.
    private static GroupPlacement Best(GroupTable table, double[] shares, int[] order, bool areEqual)
    {
        var trial = new GroupPlacement(table, shares);
        int[]? best = null;
        var bestScore = new GroupScore(int.MaxValue, double.PositiveInfinity);
        double bestDeviation = double.PositiveInfinity;
        Try(0, 0);
        var result = new GroupPlacement(table, shares);
        for (int group = 0; group < order.Length; group++)
        {
            result.Put(group, best![group]);
        }

        return result;

        void Try(int depth, int used)
        {
            if (depth == order.Length)
            {
                Compare();
                return;
            }

            int choices = areEqual ? Math.Min(used + 1, shares.Length) : shares.Length;
            for (int part = 0; part < choices; part++)
            {
                trial.Put(order[depth], part);
                Try(depth + 1, Math.Max(used, part + 1));
            }

            trial.Put(order[depth], GroupPlacement.Nowhere);
        }

        void Compare()
        {
            if (trial.GroupsIn.Contains(0))
            {
                return;
            }

            GroupScore score = trial.Score();
            double deviation = trial.Deviation();
            bool isBetter = best is null
                || score.IsBetterThan(bestScore)
                || (score.IsAsGoodAs(bestScore) && deviation < bestDeviation - 1e-12);
            if (isBetter)
            {
                best = [.. trial.Parts];
                bestScore = score;
                bestDeviation = deviation;
            }
        }
    }

    /// <summary>How many assignments there are to try, without those that only rename equal parts; no more than needed to say too many.</summary>
    private static double AssignmentCount(int groups, int parts, bool areEqual)
    {
        if (!areEqual)
        {
            return Math.Pow(parts, groups);
        }

        // counts[u]: assignments of the groups so far that use u parts (Stirling numbers of the second kind).
        double[] counts = new double[parts + 1];
        counts[0] = 1;
        for (int group = 0; group < groups; group++)
        {
            for (int used = parts; used >= 1; used--)
            {
                counts[used] = (counts[used] * used) + counts[used - 1];
            }

            counts[0] = 0;
        }

        return counts.Sum();
    }

    private static int WeightClass(GroupTable table, int group)
    {
        double weight = 0;
        for (int c = 0; c < table.Classes.Length; c++)
        {
            weight += (double)table.Counts[group][c] * table.Counts[group][c] / table.ClassTotals[c];
        }

        return (int)Math.Floor(Math.Log2(weight));
    }

    private static int Nearest(GroupPlacement placement, int group)
    {
        int nearest = 0;
        var least = new GroupScore(0, double.PositiveInfinity);
        for (int part = 0; part < placement.PartCount; part++)
        {
            double before = placement.ScoreOf(part).Distance;
            placement.Put(group, part);
            var growth = new GroupScore(0, placement.ScoreOf(part).Distance - before);
            placement.Put(group, GroupPlacement.Nowhere);
            bool isBetter = growth.IsBetterThan(least)
                || (growth.IsAsGoodAs(least) && placement.Fill(part) < placement.Fill(nearest) - 1e-12);
            if (isBetter)
            {
                nearest = part;
                least = growth;
            }
        }

        return nearest;
    }

    /// <summary>Moves a group into each part that has none, the one whose move costs least.</summary>
    private static void FillEmpty(GroupPlacement placement)
    {
        for (int empty = Array.IndexOf(placement.GroupsIn, 0); empty >= 0; empty = Array.IndexOf(placement.GroupsIn, 0))
        {
            int best = -1;
            var bestScore = new GroupScore(int.MaxValue, double.PositiveInfinity);
            for (int group = 0; group < placement.Parts.Length; group++)
            {
                int home = placement.Parts[group];
                if (placement.GroupsIn[home] < 2)
                {
                    continue;
                }

                placement.Put(group, empty);
                GroupScore score = GroupPlacement.Sum(placement.ScoreOf(home), placement.ScoreOf(empty));
                if (best < 0 || score.IsBetterThan(bestScore))
                {
                    best = group;
                    bestScore = score;
                }

                placement.Put(group, home);
            }

            placement.Put(best, empty);
        }
    }

    private static void Improve(GroupPlacement placement)
    {
        for (int pass = 0; pass < MostPasses; pass++)
        {
            bool isBetter = Moves(placement);
            isBetter |= placement.Parts.Length <= MostGroupsForSwaps && Swaps(placement);
            if (!isBetter)
            {
                return;
            }
        }
    }

    private static bool Moves(GroupPlacement placement)
    {
        bool moved = false;
        for (int group = 0; group < placement.Parts.Length; group++)
        {
            for (int part = 0; part < placement.PartCount; part++)
            {
                int home = placement.Parts[group];
                if (part == home || placement.GroupsIn[home] < 2)
                {
                    continue;
                }

                GroupScore before = GroupPlacement.Sum(placement.ScoreOf(home), placement.ScoreOf(part));
                placement.Put(group, part);
                if (GroupPlacement.Sum(placement.ScoreOf(home), placement.ScoreOf(part)).IsBetterThan(before))
                {
                    moved = true;
                }
                else
                {
                    placement.Put(group, home);
                }
            }
        }

        return moved;
    }

    private static bool Swaps(GroupPlacement placement)
    {
        bool swapped = false;
        for (int first = 0; first < placement.Parts.Length; first++)
        {
            for (int second = first + 1; second < placement.Parts.Length; second++)
            {
                int a = placement.Parts[first];
                int b = placement.Parts[second];
                if (a == b)
                {
                    continue;
                }

                GroupScore before = GroupPlacement.Sum(placement.ScoreOf(a), placement.ScoreOf(b));
                Exchange(placement, first, second, b, a);
                if (GroupPlacement.Sum(placement.ScoreOf(a), placement.ScoreOf(b)).IsBetterThan(before))
                {
                    swapped = true;
                }
                else
                {
                    Exchange(placement, first, second, a, b);
                }
            }
        }

        return swapped;
    }

    private static void Exchange(GroupPlacement placement, int first, int second, int partOfFirst, int partOfSecond)
    {
        placement.Put(first, partOfFirst);
        placement.Put(second, partOfSecond);
    }
}
