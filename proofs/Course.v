(* The course of a population's accuracy in continuous time, and at the end.

   One exact step is the time 1/beta: after the time t the majority's odds are
   exp t times those at the start, and the odds within the rest never change.

   at_time i t        == the probability of problem i's correct answer
   accuracy t         == its mean over the problems, with the weights share i
   accuracy_steps     == k exact steps take the population to the time k/beta
   part i             == as in Population.v: 1 if the majority is right; if not,
                         minus the correct answer's share of what is outside
   slope t            == the slope of accuracy
   value, moment      == V, the slope at the start, and M = E[(1-p)/p; right] -
                         E[c/p; wrong]
   slope_start, slope_end == the slope is V at 0, and exp t times it tends to M
                                                                         (T35)
   ends_falling, ends_rising == so M < 0 makes it fall in the end, M > 0 rise
                                                                         (T35)
   quotient_falls     == if the right problems have the larger majorities, the
                         slope over the pace of the threshold never rises
   course             == then V > 0 > M exactly if accuracy rises up to some time,
                         never after, and falls in the end               (T35)
   never_falls, never_rises == M >= 0: it never falls; V <= 0: it never rises
                                                                         (T35) *)

From Coq Require Import Reals Lra Classical_Prop.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Conditional RewardAccuracy Slopes Gradient.
From Sharpening Require Population.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Course.

Variables (I A : finType) (share : I -> R) (ref : I -> A -> R) (m c : I -> A).
Hypothesis share_ge0 : forall i, 0 <= share i.
Hypothesis ref_policy : forall i, policy (ref i).

Let p i := ref i (m i).

Definition at_time (i : I) (t : R) : R :=
  ref i (c i) * (if m i == c i then exp t else 1) / (p i * exp t + (1 - p i)).

Definition accuracy (t : R) : R := \sum_(i : I) (share i * at_time i t).

Definition part (i : I) : R := if m i == c i then 1 else - (ref i (c i) / (1 - p i)).

Definition pace (q t : R) : R := exp t / (q * exp t + (1 - q)) ^ 2.

Definition slope (t : R) : R := \sum_(i : I) (share i * (part i * ((1 - p i) * p i * pace (p i) t))).

Definition value : R :=
  \sum_(i : I) (share i * (if m i == c i then p i * (1 - p i) else - (p i * ref i (c i)))).

Definition moment : R :=
  \sum_(i : I) (share i * (if m i == c i then (1 - p i) / p i else - (ref i (c i) / p i))).

Let p_in i : 0 < p i <= 1.
Proof.
have [gt0 _] := ref_policy i.
by split; [exact: gt0|exact: policy_le1 (m i) (ref_policy i)].
Qed.

Let wrong_lt1 i : m i != c i -> p i < 1.
Proof. by move=> neq; exact: (policy_lt1 (ref_policy i) neq). Qed.

Let den_gt0 q t : 0 < q <= 1 -> 0 < q * exp t + (1 - q).
Proof. by move=> q_in; have := exp_pos t; nra. Qed.

Theorem accuracy_steps (beta : R) (pi : I -> nat -> A -> R) (k : nat) :
  0 < beta -> (forall i a, pi i 0%N a = ref i a) ->
  (forall i, mirror_run [set m i] beta (pi i)) ->
  \sum_(i : I) (share i * pi i k (c i)) = accuracy (INR k / beta).
Proof.
move=> beta_gt0 start run; apply: eq_bigr => i _; congr (_ * _).
have pi0 : policy (pi i 0%N).
  have [gt0 sum1] := ref_policy i; split=> [a|]; first by rewrite start.
  by rewrite -sum1; apply: eq_bigr => a _; exact: start.
have m_in : m i \in [set m i] by rewrite in_set1.
rewrite (mirror_run_closed pi0 (run i) m_in k (c i)) /spread /mass sum_set1 !start in_set1 eq_sym.
by [].
Qed.

Lemma pace_gt0 q t : 0 < q <= 1 -> 0 < pace q t.
Proof. by move=> q_in; apply: Rdiv_lt_0_compat; [exact: exp_pos|apply: pow_lt; exact: den_gt0]. Qed.

Theorem accuracy_derive t : is_derive accuracy t (slope t).
Proof.
apply: derive_sum => i; apply: (is_derive_scal (at_time i)).
have d := den_gt0 t (p_in i); rewrite /at_time /part /pace.
case: (m i =P c i) => [e|/eqP neq].
  auto_derive; first lra.
  by rewrite -e -/(p i); field; lra.
have lt := wrong_lt1 neq; auto_derive; first by apply: Rgt_not_eq.
by field; lra.
Qed.

Lemma slope_cont t : continuity_pt slope t.
Proof.
apply: (derive_continuity (d := \sum_(i : I) (share i * (part i * ((1 - p i) * p i *
  Derive (pace (p i)) t))))).
apply: derive_sum => i; do 3!apply: is_derive_scal; apply: Derive_correct.
rewrite /pace; auto_derive; have := den_gt0 t (p_in i) => d.
by rewrite Rmult_1_r; apply: Rgt_not_eq; exact: Rmult_lt_0_compat.
Qed.

Theorem slope_start : slope 0 = value.
Proof.
apply: eq_bigr => i _; congr (_ * _); rewrite /pace /part exp_0.
case: (m i =P c i) => [_|/eqP neq]; first by field; lra.
by have := wrong_lt1 neq => *; field; lra.
Qed.

Lemma exp_m_lim : is_lim (fun t => exp (- t)) p_infty 0.
Proof.
apply: (is_lim_comp exp (fun t => - t) p_infty 0 m_infty); first exact: is_lim_exp_m.
  exact: (is_lim_opp _ _ p_infty (is_lim_id p_infty)).
by exists 0.
Qed.

Lemma sum_lim_inf (u : I -> R -> R) (l : I -> R) :
  (forall i, is_lim (u i) p_infty (l i)) ->
  is_lim (fun t => \sum_(i : I) u i t) p_infty (\sum_(i : I) l i).
Proof.
move=> u_lim; elim: (index_enum I) => [|i s s_lim].
  rewrite big_nil; apply: (is_lim_ext (fun=> 0)) => [t|]; first by rewrite big_nil.
  exact: is_lim_const.
rewrite big_cons.
apply: (is_lim_ext (fun t => u i t + \big[Rplus/0]_(j <- s) u j t)) => [t|].
  by rewrite big_cons.
exact: is_lim_plus'.
Qed.

Lemma const_lim x : is_lim (fun=> x) p_infty x.
Proof. exact: is_lim_const. Qed.

Lemma lim_mult (f g : R -> R) (x y : R) :
  is_lim f p_infty x -> is_lim g p_infty y -> is_lim (fun t => f t * g t) p_infty (x * y).
Proof. by move=> f_lim g_lim; exact: (is_lim_mult f g p_infty x y f_lim g_lim Logic.I). Qed.

(* The pace of q against any other, and against exp (- t), has a limit. *)
Lemma den_lim q : is_lim (fun t => q + (1 - q) * exp (- t)) p_infty q.
Proof.
rewrite -[X in is_lim _ _ (Finite X)]Rplus_0_r; apply: is_lim_plus'; first exact: const_lim.
rewrite -[X in is_lim _ _ (Finite X)](Rmult_0_r (1 - q)).
exact: (is_lim_scal_l _ (1 - q) p_infty 0 exp_m_lim).
Qed.

Theorem slope_end : is_lim (fun t => exp t * slope t) p_infty moment.
Proof.
apply: (is_lim_ext (fun t => \sum_(i : I) (share i * (part i * ((1 - p i) * p i))
     * (/ (p i + (1 - p i) * exp (- t)) * / (p i + (1 - p i) * exp (- t)))))) => [t|].
  rewrite /slope sum_distrr; apply: eq_bigr => i _; rewrite /pace exp_Ropp.
  have := den_gt0 t (p_in i); have := exp_pos t => et d.
  have d' : 0 < p i + (1 - p i) * / exp t.
    have -> : p i + (1 - p i) * / exp t = (p i * exp t + (1 - p i)) / exp t by field; lra.
    exact: Rdiv_lt_0_compat.
  by field; lra.
have -> : moment = \sum_(i : I) (share i * (part i * ((1 - p i) * p i)) * (/ p i * / p i)).
  apply: eq_bigr => i _; have := p_in i; rewrite /part.
  case: (m i =P c i) => [_|/eqP neq] *; first by field; lra.
  by have := wrong_lt1 neq => *; field; lra.
apply: sum_lim_inf => i; have p_i := p_in i.
have inv : is_lim (fun t => / (p i + (1 - p i) * exp (- t))) p_infty (/ p i).
  have neq : Finite (p i) <> 0 by case; lra.
  exact: (is_lim_inv _ p_infty _ (@den_lim (p i)) neq).
by apply: lim_mult; [exact: const_lim|exact: lim_mult].
Qed.

Theorem ends_falling : moment < 0 -> exists T, 0 < T /\ forall t, T <= t -> slope t < 0.
Proof.
move=> neg; have /is_lim_spec /(_ (mkposreal _ (Ropp_0_gt_lt_contravar _ neg))) [T near] := slope_end.
exists (Rmax T 0 + 1); have := Rmax_l T 0; have := Rmax_r T 0 => *; split=> [|t t_ge]; first lra.
have := near t ltac:(lra) => /= /Rabs_def2 [lt _]; have := exp_pos t.
by move: lt; move: (exp t) (slope t) => e x *; nra.
Qed.

Theorem ends_rising : 0 < moment -> exists T, 0 < T /\ forall t, T <= t -> 0 < slope t.
Proof.
move=> pos; have /is_lim_spec /(_ (mkposreal _ pos)) [T near] := slope_end.
exists (Rmax T 0 + 1); have := Rmax_l T 0; have := Rmax_r T 0 => *; split=> [|t t_ge]; first lra.
have := near t ltac:(lra) => /= /Rabs_def2 [_ gt]; have := exp_pos t.
by move: gt; move: (exp t) (slope t) => e x *; nra.
Qed.

Section Threshold.

Variable level : R.
Hypothesis level_in01 : 0 < level <= 1.
Hypothesis right_above : forall i, m i = c i -> level <= p i.
Hypothesis wrong_below : forall i, m i <> c i -> p i <= level.

Definition quotient (t : R) : R := slope t / pace level t.

Let ratio_le q r s t : 0 < q <= 1 -> 0 < r <= 1 -> q <= r -> s <= t ->
  pace r t / pace q t <= pace r s / pace q s.
Proof.
move=> q_in r_in q_r s_t; have le := exp_mono s_t; have es := exp_pos s; have et := exp_pos t.
have form u : pace r u / pace q u = ((q * exp u + (1 - q)) / (r * exp u + (1 - r))) ^ 2.
  rewrite /pace; have := den_gt0 u q_in; have := den_gt0 u r_in; have := exp_pos u => *.
  by field; lra.
rewrite !form; apply: pow_incr; split.
  by left; apply: Rdiv_lt_0_compat; exact: den_gt0.
have d1 := den_gt0 t r_in; have d2 := den_gt0 s r_in; move: (exp s) (exp t) le es et d1 d2 => x y *.
apply: (Rmult_le_reg_r ((r * y + (1 - r)) * (r * x + (1 - r)))); first exact: Rmult_lt_0_compat.
have -> : (q * y + (1 - q)) / (r * y + (1 - r)) * ((r * y + (1 - r)) * (r * x + (1 - r)))
          = (q * y + (1 - q)) * (r * x + (1 - r)) by field; lra.
have -> : (q * x + (1 - q)) / (r * x + (1 - r)) * ((r * y + (1 - r)) * (r * x + (1 - r)))
          = (q * x + (1 - q)) * (r * y + (1 - r)) by field; lra.
have : 0 <= (r - q) * (y - x) by apply: Rmult_le_pos; lra.
by lra.
Qed.

Lemma quotient_sum t : quotient t
  = \sum_(i : I) (share i * (part i * ((1 - p i) * p i) * (pace (p i) t / pace level t))).
Proof. by rewrite /quotient /slope sum_divr; apply: eq_bigr => i _; rewrite /Rdiv; ring. Qed.

Theorem quotient_falls s t : s <= t -> quotient t <= quotient s.
Proof.
move=> s_t; rewrite !quotient_sum; apply: sum_le => i _; apply: Rmult_le_compat_l => //.
have p_i := p_in i; have pp : 0 <= (1 - p i) * p i by nra.
rewrite /part; case: (m i =P c i) => [e|neq].
  rewrite !Rmult_1_l; apply: Rmult_le_compat_l => //.
  by apply: ratio_le => //; exact: right_above.
have lt : p i < 1 by apply: wrong_lt1; apply/eqP.
have [gt0 _] := ref_policy i; have c_gt0 := gt0 (c i).
have s_gt0 : 0 < ref i (c i) / (1 - p i) by apply: Rdiv_lt_0_compat; lra.
have le : pace (p i) s / pace level s <= pace (p i) t / pace level t.
  have := @ratio_le (p i) level s t p_i level_in01 (wrong_below neq) s_t.
  have flip u : pace (p i) u / pace level u = / (pace level u / pace (p i) u).
    by have := pace_gt0 u p_i; have := pace_gt0 u level_in01 => *; field; lra.
  rewrite !flip => le'; apply: Rinv_le_contravar => //.
  by apply: Rdiv_lt_0_compat; exact: pace_gt0.
have : 0 <= ref i (c i) / (1 - p i) * ((1 - p i) * p i) by apply: Rmult_le_pos; lra.
by move: (pace (p i) s / _) (pace (p i) t / _) le => x y *; nra.
Qed.

Let sign t : (0 < quotient t <-> 0 < slope t) /\ (quotient t < 0 <-> slope t < 0).
Proof.
have := pace_gt0 t level_in01; rewrite /quotient; move: (pace level t) (slope t) => d x d_gt0.
have e : x = x / d * d by field; lra.
by split; split; move: e; move: (x / d) => q ->; nra.
Qed.

(* exp t times the slope is the quotient times (exp t / the threshold's D)^2,
   hence at least the quotient once it is below 0: the moment cannot be 0.    *)
Theorem fall_once t0 : 0 <= t0 -> slope t0 < 0 -> moment < 0.
Proof.
move=> t0_ge fall; have q_neg : quotient t0 < 0 by apply/(sign t0).2.
have bound t : t0 <= t -> exp t * slope t <= quotient t0.
  move=> t_ge; have le := quotient_falls t_ge; have pace_t := pace_gt0 t level_in01.
  have -> : slope t = quotient t * pace level t by rewrite /quotient; field; lra.
  have big : 1 <= exp t * pace level t.
    have d := den_gt0 t level_in01; have e1 : 1 <= exp t by rewrite -exp_0; apply: exp_mono; lra.
    have -> : exp t * pace level t = (exp t / (level * exp t + (1 - level))) ^ 2.
      by rewrite /pace; field; lra.
    rewrite -[X in X <= _](pow1 2); apply: pow_incr; split; first lra.
    apply: (Rmult_le_reg_r (level * exp t + (1 - level))) => //.
    have -> : exp t / (level * exp t + (1 - level)) * (level * exp t + (1 - level)) = exp t.
      by field; lra.
    by nra.
  by rewrite -Rmult_assoc [exp t * _]Rmult_comm Rmult_assoc; nra.
have eventually : Rbar_locally' p_infty (fun t => exp t * slope t <= quotient t0).
  by exists t0 => t t_gt; apply: bound; lra.
by have /= := is_lim_le_loc _ _ p_infty _ _ eventually slope_end (@const_lim _); lra.
Qed.

Theorem never_falls t : 0 <= moment -> 0 <= t -> 0 <= slope t.
Proof. by move=> M_ge0 t_ge; apply: Rnot_lt_le => /(fall_once t_ge); lra. Qed.

Theorem never_rises t : value <= 0 -> 0 <= t -> slope t <= 0.
Proof.
rewrite -slope_start => V_le t_ge; apply: Rnot_lt_le => rise.
have := quotient_falls t_ge; have : 0 < quotient t by apply/(sign t).1.
by move=> q_t q_le; have : 0 < slope 0 by [apply/(sign 0).1; lra]; lra.
Qed.

Theorem course :
  0 < value /\ moment < 0 <->
  exists peak, 0 < peak /\
    (forall t, 0 <= t -> t < peak -> 0 < slope t) /\
    (forall t, peak < t -> slope t <= 0) /\
    exists T, forall t, T <= t -> slope t < 0.
Proof.
split=> [[V_gt0 M_lt0]|[peak [peak_gt0 [rise [_ [T fall]]]]]]; last first.
  split; first by rewrite -slope_start; apply: rise; lra.
  have T_le : T <= Rmax T 0 by exact: Rmax_l.
  by apply: (@fall_once (Rmax T 0)); [exact: Rmax_r|exact: fall].
have [T [T_gt0 fall]] := ends_falling M_lt0.
have start : 0 < slope 0 by rewrite slope_start; lra.
pose E t := 0 < slope t.
have [|| peak [upper least]] := completeness E.
- exists T => t /= Et; apply: Rnot_lt_le => lt; have := fall t; rewrite /E in Et; lra.
- by exists 0.
have peak_gt0 : 0 < peak.
  have [d [d_gt0 near]] := slope_cont 0 start.
  pose e := d / 2; have e_in : D_x no_cond 0 e /\ Rabs (e - 0) < d.
    by split; [split=> //; rewrite /e; lra|rewrite Rminus_0_r Rabs_pos_eq /e; lra].
  have := near e e_in; rewrite /= /R_dist => /Rabs_def2 [_ gt].
  by have := upper e; rewrite /E; have : 0 < slope e by [lra]; rewrite /e; lra.
exists peak; split=> //; split=> [t t_ge lt|]; last split=> [t gt|]; last by exists T.
- have [u [Eu t_u]] : exists u, E u /\ t < u.
    apply: NNPP => none; have := least t; suff bound : is_upper_bound E t by move/(_ bound); lra.
    by move=> u Eu; apply: Rnot_lt_le => t_u; apply: none; exists u.
  have := @quotient_falls t u ltac:(lra) => le.
  by apply/(sign t).1; have : 0 < quotient u by [apply/(sign u).1]; lra.
- by apply: Rnot_lt_le => Et; have := upper t Et; lra.
Qed.

End Threshold.

End Course.
