package dev.rebox.data.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LightTest {
    private static final Color GREY = new Color(100, 100, 100);

    @Test
    void aMixedColourLiesBetweenTheTwo() {
        assertThat(Light.mix(new Color(0, 100, 200), new Color(100, 0, 210), 0)).isEqualTo(new Color(0, 100, 200));
        assertThat(Light.mix(new Color(0, 100, 200), new Color(100, 0, 210), 1)).isEqualTo(new Color(100, 0, 210));
        // a quarter of the way
        assertThat(Light.mix(new Color(0, 100, 200), new Color(100, 0, 210), .25))
                .isEqualTo(new Color(25, 75, 203));
    }

    @Test
    void shadingGoesTowardsWhiteOrBlackAndNoFurther() {
        // 155 to white: a fifth is 31
        assertThat(Light.shade(GREY, .2)).isEqualTo(new Color(131, 131, 131));
        assertThat(Light.shade(GREY, -.2)).isEqualTo(new Color(80, 80, 80));
        assertThat(Light.shade(GREY, 7)).isEqualTo(Color.WHITE);
        assertThat(Light.shade(GREY, -7)).isEqualTo(Color.BLACK);
        assertThat(Light.shade(GREY, 0)).isEqualTo(GREY);
    }

    @Test
    void aColourNearAnotherStaysWithinTheSpreadAndTheRange() {
        SplittableRandom random = new SplittableRandom(3);
        int least = 255;
        int most = 0;
        for (int i = 0; i < 500; i++) {
            Color near = Light.near(0x0364fd, 5, random);
            assertThat(near.getRed()).isBetween(0, 8);
            assertThat(near.getBlue()).isBetween(248, 255);
            least = Math.min(least, near.getGreen());
            most = Math.max(most, near.getGreen());
        }
        assertThat(least).isEqualTo(95);
        assertThat(most).isEqualTo(105);
    }

    @Test
    void glassKeepsTheColour() {
        assertThat(Light.glass(new Color(1, 2, 3), 40)).isEqualTo(new Color(1, 2, 3, 40));
    }

    @Test
    void theLitSideIsThatOfTheLight() {
        Light left = TestThings.LEFT;
        Color[] fromLeft = ((LinearGradientPaint) left.across(GREY, -5, 5)).getColors();
        Color[] fromRight = ((LinearGradientPaint) left.mirrored().across(GREY, -5, 5)).getColors();
        assertThat(fromLeft[0].getRed()).isGreaterThan(100);
        assertThat(fromLeft[2].getRed()).isLessThan(100);
        assertThat(fromRight).containsExactly(fromLeft[2], GREY, fromLeft[0]);
    }

    @Test
    void aBallShinesTowardsTheLight() {
        RadialGradientPaint ball = (RadialGradientPaint) TestThings.LEFT.ball(GREY, 50, 80, 10);
        // .42 of the radius to the left, .45 up
        assertThat(ball.getCenterPoint().getX()).isEqualTo(45.8f);
        assertThat(ball.getCenterPoint().getY()).isEqualTo(75.5f);
    }

    @Test
    void turnedTwiceTheLightIsTheSame() {
        assertThat(TestThings.LEFT.mirrored().mirrored()).isEqualTo(TestThings.LEFT);
    }

    @Test
    void everyHourComesFromBothSides() {
        SplittableRandom random = new SplittableRandom(1);
        long different = random.longs(200)
                .mapToObj(seed -> Light.any(new SplittableRandom(seed)))
                .distinct()
                .count();
        assertThat(different).isEqualTo(4 * 2);
    }
}
