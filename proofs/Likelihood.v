(* One problem whose reward is the likelihood: when a correct answer c rises
   first and falls later.

   path pi c s        == power pi s c: the probability of c on the path of powers
                         on which the reward ln pi moves (T14), s = 1 the start
   inverse pi c s     == one over it, the sum of exp (s (ln pi b - ln pi c)); its
                         slope increases in s, which is the whole argument
   rises_then_falls f s == past s the function f rises strictly up to some place
                         and falls strictly after it
   power_peak         == path pi c rises and then falls exactly if pi c is above
                         exp(-entropy) and below the largest            (T34a)
   power_peak_place   == the peak is where the mean of ln pi equals ln pi c, and c
                         ends at 0                                      (T34a)
   square pi          == the sum of pi^2
   climb              == the flow in which each logit moves at its probability:
                         exact steps made infinitely small, r = pi
   climb_gap          == exp(-th a) - exp(-th b) never changes
   excess th c t      == (pi c - square pi) exp(-th c); it decreases, and has the
                         sign of the speed of pi c
   climb_peak         == c rises and then falls exactly if pi c is above the sum
                         of pi^2 and below the largest                  (T34b)
   climb_exists       == the flow has a solution from every start             *)

From Coq Require Import Reals Lra Classical_Prop.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Slopes Powers Gradient.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition rises_then_falls (f : R -> R) (s : R) : Prop :=
  exists peak, s < peak /\
    (forall x y, s <= x -> x < y -> y <= peak -> f x < f y) /\
    (forall x y, peak <= x -> x < y -> f y < f x).

Section Power.

Variables (A : finType) (pi : A -> R) (c : A).
Hypothesis pi_policy : policy pi.

Let x b := ln (pi b) - ln (pi c).

Definition inverse (s : R) : R := \sum_(b : A) exp (s * x b).

Definition inverse_slope (s : R) : R := \sum_(b : A) (x b * exp (s * x b)).

Lemma inverse_derive s : is_derive inverse s (inverse_slope s).
Proof.
apply: derive_sum => b; auto_derive => //; ring.
Qed.

Lemma inverse_slope_cont s : continuity_pt inverse_slope s.
Proof.
apply: (derive_continuity (d := \sum_(b : A) (x b * (x b * exp (s * x b))))).
by apply: derive_sum => b; auto_derive => //; ring.
Qed.

Lemma inverse_gt0 s : 0 < inverse s.
Proof. by apply: (sum_gt0 (b := c)) => // b _; exact: exp_pos. Qed.

Lemma path_inverse s : power pi s c = / inverse s.
Proof.
have Z_gt0 := power_sum_gt0 pi s c; have e_gt0 := exp_pos (s * ln (pi c)).
have -> : inverse s = (\sum_(b : A) exp (s * ln (pi b))) / exp (s * ln (pi c)).
  rewrite sum_divr; apply: eq_bigr => b _; rewrite /x Rmult_minus_distr_l /Rminus exp_plus exp_Ropp.
  by [].
by rewrite /power; field; lra.
Qed.

Let slope_term s u b : s <= u -> x b * exp (s * x b) <= x b * exp (u * x b).
Proof.
move=> le; case: (Rle_lt_dec 0 (x b)) => [ge0|lt0].
  by apply: Rmult_le_compat_l => //; apply: exp_mono; apply: Rmult_le_compat_r.
have : exp (u * x b) <= exp (s * x b) by apply: exp_mono; nra.
by nra.
Qed.

Lemma inverse_slope_le s u : s <= u -> inverse_slope s <= inverse_slope u.
Proof. by move=> le; apply: sum_le => b _; exact: slope_term. Qed.

Lemma inverse_slope_lt s u m : pi c < pi m -> s < u -> inverse_slope s < inverse_slope u.
Proof.
move=> lt s_u; apply: (sum_lt (b := m)) => // [b _|]; first by apply: slope_term; lra.
have [pi_gt0 _] := pi_policy; have := ln_increasing _ _ (pi_gt0 c) lt => ln_lt.
have x_gt0 : 0 < x m by rewrite /x; lra.
by apply: Rmult_lt_compat_l => //; apply: exp_increasing; apply: Rmult_lt_compat_r.
Qed.

(* At the start the slope compares ln pi c with its mean, minus the entropy. *)
Lemma inverse_slope_start :
  inverse_slope 1 = (\sum_(b : A) (pi b * ln (pi b)) - ln (pi c)) / pi c.
Proof.
have [pi_gt0 sum1] := pi_policy; have c_gt0 := pi_gt0 c.
have -> : \sum_(b : A) (pi b * ln (pi b)) - ln (pi c) = \sum_(b : A) (pi b * x b).
  rewrite [RHS](eq_bigr (fun b => pi b * ln (pi b) - pi b * ln (pi c))) => [|b _]; last by rewrite /x; ring.
  by rewrite sum_sub -sum_distrl sum1; ring.
rewrite sum_divr; apply: eq_bigr => b _.
rewrite Rmult_1_l {2}/x /Rminus exp_plus exp_Ropp !exp_ln //.
by field; lra.
Qed.

Lemma inverse_slope_late m : pi c < pi m -> exists T, 1 < T /\ 0 < inverse_slope T.
Proof.
move=> lt; have [pi_gt0 _] := pi_policy; have := ln_increasing _ _ (pi_gt0 c) lt => ln_lt.
have x_gt0 : 0 < x m by rewrite /x; lra.
pose X := \sum_(b : A) Rabs (x b).
have X_ge0 : 0 <= X by apply: sum_ge0 => b _; exact: Rabs_pos.
pose T := 2 + X / (x m * x m); have T_gt1 : 1 < T.
  suff : 0 <= X / (x m * x m) by rewrite /T; lra.
  by apply: Rmult_le_pos => //; left; apply: Rinv_0_lt_compat; nra.
exists T; split=> //; rewrite /inverse_slope (bigD1 m) //=.
have others : - X <= \sum_(b | b != m) (x b * exp (T * x b)).
  have -> : - X = \sum_(b : A) - Rabs (x b).
    have -> : - X = -1 * X by ring.
    by rewrite /X sum_distrr; apply: eq_bigr => b _; ring.
  rewrite [X in X <= _](bigD1 m) //=; have := Rabs_pos (x m).
  suff : \sum_(b | b != m) - Rabs (x b) <= \sum_(b | b != m) (x b * exp (T * x b)) by lra.
  apply: sum_le => b _; have e_gt0 := exp_pos (T * x b).
  case: (Rle_lt_dec 0 (x b)) => [ge0|lt0].
    by rewrite Rabs_pos_eq //; have : 0 <= x b * exp (T * x b) by [apply: Rmult_le_pos; lra]; lra.
  rewrite Rabs_left // Ropp_involutive.
  have : exp (T * x b) <= 1 by rewrite -exp_0; apply: exp_mono; nra.
  by nra.
have first : x m * (1 + T * x m) <= x m * exp (T * x m).
  by apply: Rmult_le_compat_l; [lra|exact: exp_ineq1_le].
have e : x m * (1 + T * x m) = x m + 2 * (x m * x m) + X by rewrite /T; field; lra.
have : 0 < x m * x m by apply: Rmult_lt_0_compat.
by lra.
Qed.

Let path_lt s u : inverse s < inverse u -> power pi u c < power pi s c.
Proof.
move=> lt; rewrite !path_inverse; apply: Rinv_lt_contravar => //.
by apply: Rmult_lt_0_compat; exact: inverse_gt0.
Qed.

Let path_le s u : inverse s <= inverse u -> power pi u c <= power pi s c.
Proof.
by move=> le; rewrite !path_inverse; apply: Rinv_le_contravar => //; exact: inverse_gt0.
Qed.

Theorem power_peak_place m : pi c < pi m -> \sum_(b : A) (pi b * ln (pi b)) < ln (pi c) ->
  exists peak, 1 < peak /\
    (forall s u, 1 <= s -> s < u -> u <= peak -> power pi s c < power pi u c) /\
    (forall s u, peak <= s -> s < u -> power pi u c < power pi s c) /\
    \sum_(b : A) (power pi peak b * ln (pi b)) = ln (pi c).
Proof.
move=> lt above; have [pi_gt0 _] := pi_policy.
have start : inverse_slope 1 < 0.
  rewrite inverse_slope_start; have := pi_gt0 c => c_gt0.
  have : 0 < (ln (pi c) - \sum_(b : A) (pi b * ln (pi b))) / pi c by apply: Rdiv_lt_0_compat; lra.
  by rewrite /Rdiv; lra.
have [T [T_gt1 late]] := inverse_slope_late lt.
have [peak [peak_in [zero [before after]]]] := @first_zero (fun s => - inverse_slope s) 1 T
  (fun u v _ u_v => Ropp_lt_contravar _ _ (inverse_slope_lt lt u_v))
  (fun u _ => continuity_pt_opp _ _ (inverse_slope_cont u)) ltac:(lra) T_gt1 ltac:(lra).
exists peak; split; first lra; split; [|split].
- move=> s u s_ge s_u u_le; apply: path_lt.
  apply: (slope_lt (d := inverse_slope) s_u) => y y_in; first exact: inverse_derive.
  by have := before y; lra.
- move=> s u s_ge s_u; apply: path_lt.
  apply: (slope_gt (d := inverse_slope) s_u) => y y_in; first exact: inverse_derive.
  by have := after y; lra.
- have [_ sum1] := power_policy pi peak c.
  have Z_gt0 := power_sum_gt0 pi peak c; have e_gt0 := exp_pos (peak * ln (pi c)).
  have : \sum_(b : A) (power pi peak b * x b) = power pi peak c * inverse_slope peak.
    rewrite /inverse_slope sum_distrr; apply: eq_bigr => b _.
    have -> : exp (peak * x b) = exp (peak * ln (pi b)) * / exp (peak * ln (pi c)).
      by rewrite -exp_Ropp -exp_plus; congr exp; rewrite /x; ring.
    by rewrite /power; field; lra.
  have -> : inverse_slope peak = 0 by lra.
  rewrite /x [X in X = _ -> _](eq_bigr (fun b => power pi peak b * ln (pi b) - power pi peak b * ln (pi c))).
    by rewrite sum_sub -sum_distrl sum1; lra.
  by move=> b _; ring.
Qed.

Theorem power_peak : rises_then_falls (fun s => power pi s c) 1 <->
  \sum_(b : A) (pi b * ln (pi b)) < ln (pi c) /\ exists m, pi c < pi m.
Proof.
split=> [[peak [peak_gt1 [up down]]]|[above [m lt]]]; last first.
  by have [peak [? [? [? _]]]] := power_peak_place lt above; exists peak.
have [pi_gt0 _] := pi_policy; split.
  apply: Rnot_le_lt => le; have start : 0 <= inverse_slope 1.
    rewrite inverse_slope_start; apply: Rmult_le_pos; first lra.
    by left; exact: Rinv_0_lt_compat.
  have := up 1 peak (Rle_refl _) peak_gt1 (Rle_refl _).
  suff : power pi peak c <= power pi 1 c by lra.
  apply: path_le; have := @slope_ge inverse inverse_slope 0 1 peak ltac:(lra) (fun u _ => inverse_derive u).
  have ge0 u : 1 < u < peak -> 0 <= inverse_slope u.
    by move=> u_in; have := @inverse_slope_le 1 u ltac:(lra); lra.
  by move/(_ ge0); lra.
apply: NNPP => none; have top b : x b <= 0.
  have le : pi b <= pi c by apply: Rnot_lt_le => lt; apply: none; exists b.
  by rewrite /x; case: le => [lt|->]; [have := ln_increasing _ _ (pi_gt0 b) lt|]; lra.
have := down peak (peak + 1) (Rle_refl _) ltac:(lra).
suff : power pi peak c <= power pi (peak + 1) c by lra.
apply: path_le; apply: (slope_le0 (d := inverse_slope)) => [|u _|u _]; first lra.
  exact: inverse_derive.
rewrite -[X in _ <= X](_ : \sum_(b : A) 0 = 0); last by rewrite big1.
by apply: sum_le => b _; have := top b; have := exp_pos (u * x b); nra.
Qed.

End Power.

Definition square (A : finType) (pi : A -> R) : R := \sum_(a : A) (pi a * pi a).

Section Climb.

Variables (A : finType) (th : A -> R -> R) (c : A).

Let pi t := softmax (fun a => th a t).

Hypothesis climb : forall a t, is_derive (th a) t (pi t a).

Let pol t : policy (pi t).
Proof. exact: (softmax_policy _ c). Qed.

Let pi_gt0 t a : 0 < pi t a.
Proof. by have [gt0 _] := pol t. Qed.

Let sum1 t : \sum_(a : A) pi t a = 1.
Proof. by have [_ ->] := pol t. Qed.

Lemma inverse_exp_derive a t :
  is_derive (fun u => exp (- th a u)) t (- (/ \sum_(b : A) exp (th b t))).
Proof.
have Z_gt0 := softmax_sum_gt0 (fun b => th b t) a.
have -> : - (/ \sum_(b : A) exp (th b t)) = - pi t a * exp (- th a t).
  by rewrite /pi /softmax exp_Ropp; have := exp_pos (th a t) => ?; field; lra.
have opp' : is_derive (fun x => - th a x) t (- pi t a) by apply: is_derive_opp; exact: climb.
exact: (is_derive_comp exp _ t _ _ (is_derive_exp _) opp').
Qed.

Theorem climb_gap a b t : exp (- th a t) - exp (- th b t) = exp (- th a 0) - exp (- th b 0).
Proof.
apply: (flat (f := fun u => exp (- th a u) - exp (- th b u))) => u.
have -> : 0 = minus (- (/ \sum_(d : A) exp (th d u))) (- (/ \sum_(d : A) exp (th d u))).
  by rewrite /minus /plus /opp /=; ring.
by apply: (is_derive_minus (fun x => exp (- th a x)) (fun x => exp (- th b x)));
  exact: inverse_exp_derive.
Qed.

Lemma climb_order a b t : pi t a < pi t b <-> exp (- th b t) < exp (- th a t).
Proof.
have Z_gt0 := softmax_sum_gt0 (fun d => th d t) a; rewrite /pi /softmax !exp_Ropp.
have ea := exp_pos (th a t); have eb := exp_pos (th b t); split=> lt.
  have := Rmult_lt_compat_r _ _ _ Z_gt0 lt; rewrite /Rdiv !Rmult_assoc Rinv_l ?Rmult_1_r; last lra.
  by move=> ?; apply: Rinv_lt_contravar => //; exact: Rmult_lt_0_compat.
apply: Rmult_lt_compat_r; first exact: Rinv_0_lt_compat.
rewrite -[exp (th a t)]Rinv_inv -[exp (th b t)]Rinv_inv; apply: Rinv_lt_contravar => //.
by apply: Rmult_lt_0_compat; exact: Rinv_0_lt_compat.
Qed.

Lemma climb_order_kept a b t : pi 0 a < pi 0 b -> pi t a < pi t b.
Proof. by move/climb_order => lt; apply/climb_order; have := climb_gap a b t; lra. Qed.

Lemma climb_derive a t : is_derive (fun u => pi u a) t (pi t a * (pi t a - square (pi t))).
Proof. exact: (softmax_derive (fun b => climb b t)). Qed.

(* The sum of the squares never falls: its slope is twice a variance. *)
Definition spread_slope t : R :=
  2 * \sum_(a : A) (pi t a * (pi t a - square (pi t)) ^ 2).

Lemma square_derive t : is_derive (fun u => square (pi u)) t (spread_slope t).
Proof.
have -> : spread_slope t = \sum_(a : A) (2 * pi t a * (pi t a * (pi t a - square (pi t)))).
  have zero : \sum_(a : A) (pi t a * (pi t a - square (pi t))) = 0.
    rewrite (eq_bigr (fun a => pi t a * pi t a - pi t a * square (pi t))) => [|a _]; last ring.
    by rewrite sum_sub -sum_distrl sum1 -/(square (pi t)); ring.
  transitivity (\sum_(a : A) (2 * pi t a * (pi t a * (pi t a - square (pi t))))
     - 2 * square (pi t) * \sum_(a : A) (pi t a * (pi t a - square (pi t)))); last first.
    by rewrite zero; ring.
  by rewrite sum_distrr -sum_sub /spread_slope sum_distrr; apply: eq_bigr => a _; ring.
apply: derive_sum => a; have d := climb_derive a t.
have := is_derive_mult (fun u => pi u a) (fun u => pi u a) t _ _ d d (fun x y => Rmult_comm x y).
by congr is_derive; rewrite /plus /mult /=; ring.
Qed.

Lemma spread_slope_ge0 t : 0 <= spread_slope t.
Proof.
apply: Rmult_le_pos; first lra.
by apply: sum_ge0 => a _; apply: Rmult_le_pos; [left; exact: pi_gt0|exact: pow2_ge_0].
Qed.

Lemma spread_slope_gt0 a b t : pi t a < pi t b -> 0 < spread_slope t.
Proof.
move=> lt; apply: Rmult_lt_0_compat; first lra.
have [d d_neq] : exists d, pi t d <> square (pi t).
  by case: (Req_dec (pi t a) (square (pi t))) => [e|]; [exists b; lra|exists a].
rewrite -[X in X < _](_ : \sum_(a : A) 0 = 0); last by rewrite big1.
apply: (sum_lt (b := d)) => // [e _|].
  by apply: Rmult_le_pos; [left; exact: pi_gt0|exact: pow2_ge_0].
apply: Rmult_lt_0_compat => //; rewrite -Rsqr_pow2; apply: Rlt_0_sqr; lra.
Qed.

Definition excess (t : R) : R := (pi t c - square (pi t)) * exp (- th c t).

Lemma excess_derive t : is_derive excess t (- (spread_slope t * exp (- th c t))).
Proof.
have gap' : is_derive (fun u => pi u c - square (pi u)) t
                      (pi t c * (pi t c - square (pi t)) - spread_slope t).
  by apply: (is_derive_minus (fun u => pi u c)); [exact: climb_derive|exact: square_derive].
have opp' : is_derive (fun x => - th c x) t (- pi t c) by apply: is_derive_opp; exact: climb.
have exp' := is_derive_comp exp _ t _ _ (is_derive_exp _) opp'.
have := is_derive_mult _ _ t _ _ gap' exp' (fun x y => Rmult_comm x y).
by congr is_derive; rewrite /plus /mult /scal /= /mult /=; ring.
Qed.

Lemma excess_sign t : (0 < excess t -> 0 < pi t c * (pi t c - square (pi t)))
  /\ (excess t < 0 -> pi t c * (pi t c - square (pi t)) < 0).
Proof.
rewrite /excess; have := exp_pos (- th c t); have := pi_gt0 t c.
by move: (exp _) (pi t c) (square (pi t)) => e x s *; split=> ?; nra.
Qed.

Theorem climb_peak :
  rises_then_falls (fun t => pi t c) 0 <->
  square (pi 0) < pi 0 c /\ exists m, pi 0 c < pi 0 m.
Proof.
have e_gt0 t := exp_pos (- th c t); split=> [[peak [peak_gt0 [up down]]]|[above [m lt]]].
- split.
    apply: Rnot_le_lt => le; have := up 0 peak (Rle_refl _) peak_gt0 (Rle_refl _).
    suff : pi peak c <= pi 0 c by lra.
    apply: (@slope_le0 (fun t => pi t c) (fun u => pi u c * (pi u c - square (pi u))) 0) => [|u _|u u_in].
    + lra.
    + exact: climb_derive.
    + have := @slope_le0 excess _ 0 u ltac:(lra) (fun v _ => excess_derive v).
      have fall v : 0 < v < u -> - (spread_slope v * exp (- th c v)) <= 0.
        by move=> _; have := spread_slope_ge0 v; have := e_gt0 v => *; nra.
      move/(_ fall); have : excess 0 <= 0.
        by rewrite /excess; have := e_gt0 0; move: (exp _) => *; nra.
      rewrite /excess; have := e_gt0 u; have := pi_gt0 u c; move: (exp (- th c u)) => *.
      have : pi u c - square (pi u) <= 0 by nra.
      by nra.
  apply: NNPP => none; have top a t : pi t a <= pi t c.
    apply: Rnot_lt_le => /climb_order lt; apply: none; exists a; apply/climb_order.
    by have := climb_gap a c t; lra.
  have := down peak (peak + 1) (Rle_refl _) ltac:(lra).
  suff : pi peak c <= pi (peak + 1) c by lra.
  have := @slope_ge (fun t => pi t c) _ 0 peak (peak + 1) ltac:(lra) (fun u _ => climb_derive c u).
  suff ge0 u : peak < u < peak + 1 -> 0 <= pi u c * (pi u c - square (pi u)) by move/(_ ge0); lra.
  move=> _; apply: Rmult_le_pos; first by left; exact: pi_gt0.
  suff : square (pi u) <= pi u c by lra.
  rewrite -[X in _ <= X]Rmult_1_l -(sum1 u) sum_distrl; apply: sum_le => a _.
  by apply: Rmult_le_compat_l; [left; exact: pi_gt0|exact: top].
- have falls s t : s < t -> excess t < excess s.
    move=> s_t; apply: (slope_lt s_t (fun u _ => excess_derive u)) => u _.
    have := spread_slope_gt0 (climb_order_kept u lt); have := e_gt0 u => *.
    by have : 0 < spread_slope u * exp (- th c u) by [exact: Rmult_lt_0_compat]; lra.
  have start : 0 < excess 0 by apply: Rmult_lt_0_compat; [lra|exact: e_gt0].
  (* c cannot rise for ever: its logit stays below minus the log of a gap *)
  have [T [T_gt0 late]] : exists T, 0 < T /\ excess T < 0.
    apply: NNPP => none; have rise t : 0 < t -> 0 <= excess t.
      by move=> t_gt0; apply: Rnot_lt_le => ?; apply: none; exists t.
    have stays t : 0 <= t -> pi 0 c <= pi t c.
      move=> t_ge0.
      have := @slope_ge (fun t => pi t c) _ 0 0 t t_ge0 (fun u _ => climb_derive c u).
      suff ge0 u : 0 < u < t -> 0 <= pi u c * (pi u c - square (pi u)) by move/(_ ge0); lra.
      move=> u_in; have := rise u ltac:(lra); rewrite /excess; have := e_gt0 u; have := pi_gt0 u c.
      by move: (exp _) (pi u c) (square (pi u)) => e x q *; have : 0 <= x - q by [nra]; nra.
    have gap_gt0 : 0 < exp (- th c 0) - exp (- th m 0) by move/climb_order: lt; lra.
    pose d := exp (- th c 0) - exp (- th m 0).
    have bound t : th c t < - ln d.
      have := climb_gap c m t; have := exp_pos (- th m t); rewrite -/d => ? ?.
      have : ln d < ln (exp (- th c t)) by apply: ln_increasing => //; lra.
      by rewrite ln_exp; lra.
    have c_gt0 := pi_gt0 0 c; pose t := (- ln d - th c 0) / pi 0 c.
    have t_ge0 : 0 <= t.
      by have := bound 0 => ?; apply: Rmult_le_pos; [lra|left; exact: Rinv_0_lt_compat].
    have := @slope_ge (th c) _ (pi 0 c) 0 t t_ge0 (fun u _ => climb c u).
    have ge u : 0 < u < t -> pi 0 c <= pi u c by move=> u_in; apply: stays; lra.
    move/(_ ge); have := bound t; rewrite (_ : pi 0 c * (t - 0) = - ln d - th c 0); first lra.
    by rewrite /t; field; lra.
  have [peak [peak_in [zero [before after]]]] := first_zero (fun u v _ => @falls u v)
    (fun u _ => derive_continuity (excess_derive u)) start T_gt0 late.
  exists peak; split; first lra; split=> x y.
  + move=> x_ge x_y y_le; apply: (@slope_gt (fun t => pi t c) _ x y x_y (fun u _ => climb_derive c u)) => u u_in.
    by apply: (excess_sign u).1; apply: before; lra.
  + move=> x_ge x_y; apply: (@slope_lt (fun t => pi t c) _ x y x_y (fun u _ => climb_derive c u)) => u u_in.
    by apply: (excess_sign u).2; apply: after; lra.
Qed.

End Climb.

(* The gaps of exp(-th) are conserved, so one logit s, the largest, gives all
   others, and the time is the sum of them.                                  *)
Theorem climb_exists (A : finType) (start : A -> R) (a0 : A) :
  exists th : A -> R -> R, (forall a, th a 0 = start a) /\
    forall a t, is_derive (th a) t (softmax (fun b => th b t) a).
Proof.
have [m top] : exists m, forall b, start b <= start m.
  have best (l : seq A) (x : A) : exists m, forall b, b \in x :: l -> start b <= start m.
    elim: l x => [|y l IH] x; first by exists x => b; rewrite inE => /eqP ->; exact: Rle_refl.
    have [m top] := IH y; case: (Rle_dec (start x) (start m)) => le.
      by exists m => b; rewrite inE => /orP[/eqP ->|/top].
    exists x => b; rewrite inE => /orP[/eqP ->|/top]; first exact: Rle_refl.
    by lra.
  have [m top] := best (enum A) a0; exists m => b.
  by apply: top; rewrite inE mem_enum orbT.
pose d a := exp (- start a) - exp (- start m).
have d_ge0 a : 0 <= d a by have := @exp_mono (- start m) (- start a); have := top a; rewrite /d; lra.
have d_m : d m = 0 by rewrite /d; ring.
pose logit a s := - ln (d a + exp (- s)).
have den_gt0 a s : 0 < d a + exp (- s) by have := d_ge0 a; have := exp_pos (- s); lra.
have logit_m s : logit m s = s by rewrite /logit d_m Rplus_0_l ln_exp; ring.
have exp_logit a s : exp (logit a s) = / (d a + exp (- s)) by rewrite /logit exp_Ropp exp_ln.
have logit' a s : is_derive (logit a) s (exp (- s) / (d a + exp (- s))).
  rewrite /logit; auto_derive; first by have := den_gt0 a s.
  by have := den_gt0 a s => ?; field; lra.
pose clock s := \sum_(a : A) logit a s.
pose v s := softmax (fun a => logit a s) m.
have v_gt0 s : 0 < v s by have [gt0 _] := softmax_policy (fun a => logit a s) m; exact: gt0.
have clock' s : is_derive clock s (/ v s).
  have -> : / v s = \sum_(a : A) (exp (- s) / (d a + exp (- s))).
    rewrite /v /softmax logit_m.
    have Z_gt0 := softmax_sum_gt0 (fun a => logit a s) m; have es := exp_pos s.
    have -> : / (exp s / \sum_(b : A) exp (logit b s)) = exp (- s) * \sum_(b : A) exp (logit b s).
      by rewrite exp_Ropp; field; lra.
    by rewrite sum_distrr; apply: eq_bigr => a _; rewrite exp_logit.
  by apply: derive_sum => a; exact: logit'.
have clock_m s : clock s = s + \sum_(a | a != m) logit a s.
  by rewrite /clock (bigD1 m) //= logit_m.
have low : is_lim clock m_infty m_infty.
  apply/is_lim_spec => B; exists (Rmin B 0) => s s_lt; have := Rmin_l B 0; have := Rmin_r B 0 => *.
  rewrite clock_m; suff : \sum_(a | a != m) logit a s <= 0 by lra.
  rewrite -[X in _ <= X](_ : \sum_(a | a != m) 0 = 0); last by rewrite big1.
  apply: sum_le => a _; have := d_ge0 a; rewrite /logit => ge0.
  have : ln (exp (- s)) <= ln (d a + exp (- s)).
    have := exp_pos (- s) => ?; case: ge0 => [gt0|<-]; last by rewrite Rplus_0_l; lra.
    by left; apply: ln_increasing; lra.
  by rewrite ln_exp; lra.
have high : is_lim clock p_infty p_infty.
  apply/is_lim_spec => B; pose C := \sum_(a | a != m) - ln (d a + 1).
  exists (Rmax (B - C) 0) => s s_gt; have := Rmax_l (B - C) 0; have := Rmax_r (B - C) 0 => *.
  rewrite clock_m; suff : C <= \sum_(a | a != m) logit a s by lra.
  apply: sum_le => a _; rewrite /logit; apply: Ropp_le_contravar; left.
  apply: ln_increasing => //; suff : exp (- s) < exp 0 by rewrite exp_0; lra.
  by apply: exp_increasing; lra.
have [K [K_hit K']] := inverse_clock v_gt0 clock' low high.
pose place t := K (t + clock (start m)).
have place0 : place 0 = start m.
  have up x y : x < y -> clock x < clock y.
    move=> lt; apply: (slope_gt lt (fun u _ => clock' u)) => u _; exact: Rinv_0_lt_compat.
  have hit := K_hit (0 + clock (start m)); rewrite -/(place 0) Rplus_0_l in hit.
  by case: (Rtotal_order (place 0) (start m)) => [/up|[//|/up]]; lra.
have place' t : is_derive place t (v (place t)).
  have lin : is_derive (fun t => t + clock (start m)) t 1 by auto_derive.
  have := is_derive_comp K _ t _ _ (K' _) lin.
  by rewrite /scal /= /mult /= Rmult_1_l.
exists (fun a t => logit a (place t)); split=> [a|a t].
  rewrite /logit place0 /d (_ : _ + _ = exp (- start a)) ?ln_exp; ring.
have := is_derive_comp (logit a) place t _ _ (logit' a (place t)) (place' t).
congr is_derive; rewrite /scal /= /mult /= /v /softmax logit_m exp_logit.
have Z_gt0 := softmax_sum_gt0 (fun b => logit b (place t)) m.
have es := exp_pos (place t); rewrite exp_Ropp /= in Z_gt0 *.
have : 0 < d a * exp (place t) + 1 by have := d_ge0 a; nra.
by move=> ?; field; lra.
Qed.
