using Hone.Learn.Data;

namespace Hone.Method.Tests.Checks;

/// <summary>Photographs that one camera took in one go are a group; turned squares are turned.</summary>
public sealed class CameraGroupsTests
{
    private static readonly DateTime Morning = new(2026, 5, 1, 9, 0, 0);

    [Fact]
    public void Each_photograph_at_most_ten_seconds_after_the_one_before_is_in_its_group()
    {
        GroupCodes groups = CameraGroups.Of([At(0), At(19), At(10), At(40), At(29), At(300), ImageOrigin.Unknown]);

        Assert.Equal([0, 0, 0, -1, 0, -1, -1], groups.Codes);
        Assert.Equal(["Acme X at 2026-05-01 09:00:00"], groups.Values);
        Assert.Null(groups.Column);
    }

    [Fact]
    public void Two_cameras_at_the_same_time_are_two_groups_and_an_unnamed_one_is_a_camera_too()
    {
        ImageOrigin[] origins = [At(0), At(1), At(0) with { Model = "Y" }, At(1) with { Model = "Y" }, At(0) with { Make = null, Model = null }, At(2) with { Make = null, Model = null }];

        GroupCodes groups = CameraGroups.Of(origins);

        Assert.Equal([0, 0, 1, 1, 2, 2], groups.Codes);
        Assert.StartsWith("a camera at ", groups.Values[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Four_quarters_are_the_whole_turn_and_one_brings_the_left_edge_to_the_top()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        byte[] quarter = Turned(pixels, 1);

        Assert.Equal([7, 4, 1, 8, 5, 2, 9, 6, 3], quarter);
        Assert.Equal(Turned(quarter, 1), Turned(pixels, 2));
        Assert.Equal(Turned(Turned(pixels, 2), 1), Turned(pixels, 3));
        Assert.Equal(pixels, Turned(Turned(pixels, 3), 1));
        Assert.Equal(pixels, Turned(pixels, 0));
    }

    private static byte[] Turned(byte[] pixels, int quarters)
    {
        var turned = new byte[pixels.Length];
        QuarterTurn.Apply<byte>(pixels, turned, 3, quarters);
        return turned;
    }

    private static ImageOrigin At(double seconds) => new() { Make = "Acme", Model = "X", Taken = Morning.AddSeconds(seconds) };
}
