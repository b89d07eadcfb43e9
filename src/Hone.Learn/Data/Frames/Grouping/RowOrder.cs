namespace Hone.Learn.Data;

/// <summary>Which of two rows comes first by one or more columns; missing values come last, and rows that are equal keep their order.</summary>
internal sealed class RowOrder(IReadOnlyList<(FrameColumn Column, bool Descending)> keys) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        foreach ((FrameColumn column, bool descending) in keys)
        {
            bool isFirstMissing = column.IsMissing(x);
            bool isSecondMissing = column.IsMissing(y);
            if (isFirstMissing || isSecondMissing)
            {
                if (isFirstMissing != isSecondMissing)
                {
                    return isFirstMissing ? 1 : -1;
                }

                continue;
            }

            int order = column.Compare(x, y);
            if (order != 0)
            {
                return descending ? -order : order;
            }
        }

        return x.CompareTo(y);
    }
}
