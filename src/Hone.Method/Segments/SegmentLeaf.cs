namespace Hone.Method;

/// <summary>The items of a leaf and the way to it.</summary>
internal sealed record SegmentLeaf(IReadOnlyList<SegmentCondition> Conditions, int[] Items)
{
    /// <summary>The columns on the way, each once.</summary>
    public IReadOnlyList<string> Columns => [.. Conditions.Select(condition => condition.Column.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The way in words; of several cuts in the same direction the narrowest says it all.</summary>
    public string Rule
    {
        get
        {
            var shown = new List<string>();
            foreach (IGrouping<(string Name, bool Left), SegmentCondition> same in Conditions.GroupBy(condition => (condition.Column.Name, condition.Left)))
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
