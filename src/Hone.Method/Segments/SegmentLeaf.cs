namespace Hone.Method;

/// <summary>The items of a leaf and the way to it.</summary>
internal sealed record SegmentLeaf(IReadOnlyList<SegmentCondition> Conditions, int[] Items)
{
    /// <summary>Whether an item goes the way to this leaf.</summary>
    public bool Holds(int item) => Conditions.All(condition => condition.Column.GoesLeft(item, condition.Threshold) == condition.Left);

    /// <summary>The columns on the way, each once.</summary>
    public IReadOnlyList<string> Columns => [.. Conditions.Select(condition => condition.Column.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The way in words; of several cuts in the same direction the narrowest says it all.</summary>
    public string Rule
    {
        get
        {
            var shown = new List<string>();
            string[] order = [.. Columns];
            IEnumerable<IGrouping<(string Name, bool Left), SegmentCondition>> directions = Conditions.GroupBy(condition => (condition.Column.Name, condition.Left));
            foreach (IGrouping<(string Name, bool Left), SegmentCondition> same in directions.OrderBy(group => Array.IndexOf(order, group.Key.Name)))
            {
                SegmentCondition[] conditions = [.. same];
                if (conditions[0].Column.IsWord)
                {
                    shown.AddRange(conditions.Select(condition => condition.Column.Condition(condition.Threshold, condition.Left)));
                    continue;
                }

                SegmentCondition narrowest = same.Key.Left ? conditions.MinBy(condition => condition.Threshold)! : conditions.MaxBy(condition => condition.Threshold)!;
                shown.Add(narrowest.Column.Condition(narrowest.Threshold, narrowest.Left));
            }

            return string.Join(" and ", shown);
        }
    }
}
